using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>docs/proof.md, the models in proof/ and the code say the same; the script that runs the models tells right from wrong.</summary>
public sealed partial class ProofTests
{
    private static readonly string s_page = RepositoryFiles.Read("docs/proof.md");
    private static readonly string s_models = RepositoryFiles.Read("proof/ring.pml") + RepositoryFiles.Read("proof/writers.pml") + RepositoryFiles.Read("proof/wait.pml");
    private static readonly string s_switches = RepositoryFiles.Read("proof/switches.pml");
    private static readonly string s_runs = RepositoryFiles.Read("proof/runs");
    private static readonly HashSet<string> s_steps = [.. Step().Matches(RepositoryFiles.Read("ringbuffer/AlphaPulse.RingBuffer/Steps/ProtocolStep.cs")).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Models_EveryStep_IsOneOfTheCodeInItsOrder() => AssertNone(ProofTables.StepFaults(s_page, s_models, Code, s_steps));

    [Fact]
    public void Steps_EveryOneOfTheCode_IsInAModelOrSaidToBeInNone()
    {
        AssertNone(ProofTables.LeftOutFaults(s_page, s_models, s_steps));
        Assert.NotEmpty(ProofTables.LeftOutFaults(s_page, s_models.Replace("reached(MultiStamped)", "", StringComparison.Ordinal), s_steps));
        Assert.NotEmpty(ProofTables.LeftOutFaults(s_page.Replace("RemoveLocked, ", "RemoveLocked, MultiStamped, ", StringComparison.Ordinal), s_models, s_steps));
    }

    [Fact]
    public void Orderings_EveryOne_IsInTheCodeAndRun() => AssertNone(ProofTables.OrderingFaults(s_page, s_switches, s_runs, Code));

    [Fact]
    public void Runs_EveryModel_IsRunAndShownToReachItsEnd() =>
        AssertNone(ProofTables.RunFaults(RepositoryFiles.All.Where(path => path.StartsWith("proof/", StringComparison.Ordinal)).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.EndsWith(".pml", StringComparison.Ordinal) && name is not ("memory.pml" or "ring.pml" or "writers.pml" or "switches.pml")).Select(name => name[..^4]), s_runs));

    [Theory]
    [InlineData("reached(JoinActive)", "reached(JoinFenced)")]
    [InlineData("reached(ClaimStored)", "reached(ClaimStoredd)")]
    [InlineData("inline ScanGates(", "inline ScanGate(")]
    [InlineData("reached(MultiClaimRecorded)", "")]
    [InlineData("reached(TakeOverChecked)", "reached(TakeOverLocked)")]
    public void StepFaults_ModelChanged_AreReported(string old, string changed) =>
        Assert.NotEmpty(ProofTables.StepFaults(s_page, s_models.Replace(old, changed, StringComparison.Ordinal), Code, s_steps));

    [Theory]
    [InlineData("Interlocked.MemoryBarrier();", "")]
    [InlineData("Volatile.Write(ref *_cursor, _next)", "*_cursor = _next")]
    [InlineData("Interlocked.CompareExchange(ref *_claim, from + count, from) != from", "*_claim != from")]
    [InlineData("Volatile.Write(ref ring.LastKeyframe, 0);", "ring.LastKeyframe = 0;")]
    [InlineData("reader = -1;", "reader = Volatile.Read(ref ring.ReaderHighWater);")]
    public void OrderingFaults_CodeChanged_AreReported(string old, string changed) =>
        Assert.NotEmpty(ProofTables.OrderingFaults(s_page, s_switches, s_runs, type => Code(type).Replace(old, changed, StringComparison.Ordinal)));

    [Fact]
    public void OrderingFaults_RunOrRowMissing_AreReported()
    {
        Assert.NotEmpty(ProofTables.OrderingFaults(s_page, s_switches, s_runs.Replace("JOIN_FENCE=0", "-", StringComparison.Ordinal), Code));
        Assert.NotEmpty(ProofTables.OrderingFaults(s_page.Replace("| JOIN_FENCE ", "| JOIN_FENCES ", StringComparison.Ordinal), s_switches, s_runs, Code));
    }

    [Fact]
    public void Prove_RunsAsExpectedAndNot_EndsAccordingly()
    {
        if (!File.Exists("/usr/bin/spin") || !File.Exists("/usr/bin/gcc"))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "spin and gcc are needed: apt-get install spin gcc libc6-dev");
            Assert.Fail("CI=true, and spin or gcc is missing: apt-get install spin gcc libc6-dev");
        }

        using var copy = new CopiedProof();
        var right = Command.Run(copy.Script, "raise");
        Assert.True(right.ExitCode == 0, right.ToString());
        Assert.Contains("HIGH_WATER_EXCHANGED=0", right.Output, StringComparison.Ordinal);
        copy.Change("runs", text => text.Replace("fail", "hold", StringComparison.Ordinal));
        var wrong = Command.Run(copy.Script, "raise");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("WRONG", wrong.Output, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run(copy.Script, "nothing").ExitCode);
    }

    /// <summary>All files of a type: Type.cs and Type.Part.cs.</summary>
    private static string Code(string type) => string.Concat(RepositoryFiles.CSharp
        .Where(path => path.StartsWith("ringbuffer/", StringComparison.Ordinal) && (path.EndsWith($"/{type}.cs", StringComparison.Ordinal) || path.Contains($"/{type}.", StringComparison.Ordinal)))
        .Select(RepositoryFiles.Read));

    private static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    [GeneratedRegex(@"^    (\w+),", RegexOptions.Multiline)]
    private static partial Regex Step();

    private sealed class CopiedProof : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("alphapulse-proof-");

        internal CopiedProof()
        {
            foreach (var path in RepositoryFiles.All.Where(path => path.StartsWith("proof/", StringComparison.Ordinal) || path == "scripts/prove.sh"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root.FullName, path))!);
                File.Copy(RepositoryFiles.FullPath(path), Path.Combine(_root.FullName, path));
            }
        }

        internal string Script => Path.Combine(_root.FullName, "scripts/prove.sh");

        internal void Change(string name, Func<string, string> change)
        {
            var path = Path.Combine(_root.FullName, "proof", name);
            File.WriteAllText(path, change(File.ReadAllText(path)));
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}
