using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>scripts/profile.sh on real short runs.</summary>
[Trait("Speed", "Slow")]
public sealed class ProfileTests
{
    [Fact]
    public void Cpu_ShortRun_GivesAFlameGraphWithManagedSymbols()
    {
        if (!File.Exists("/usr/bin/perf"))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "perf is missing (Debian: linux-perf)");
            Assert.Skip("perf is missing (Debian: linux-perf)");
        }

        using var sandbox = new Sandbox();
        var ended = Profile(sandbox, "cpu");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var told = Regex.Match(ended.Output, @"^(?<file>\S+flamegraph\.svg) \((?<samples>[\d,]+) samples, (?<managed>[\d.]+) % managed symbols\)$", RegexOptions.Multiline);
        Assert.True(told.Success, ended.ToString());

        // How much of the time is the kernel's differs, but writers and stages are compiled methods.
        Assert.True(double.Parse(told.Groups["managed"].Value, CultureInfo.InvariantCulture) > 10, ended.ToString());
        Assert.Contains("AlphaPulse.", File.ReadAllText(sandbox.File("profile/folded.txt")), StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(told.Groups["file"].Value).Root!.Name.LocalName);
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Lock_ShortRun_WaitsForNone()
    {
        using var sandbox = new Sandbox();
        var ended = Profile(sandbox, "lock");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("  feedsim: 0 lock contentions\n  feedengine: 0 lock contentions\n", File.ReadAllText(sandbox.File("profile/locks.txt")));
    }

    [Fact]
    public void Mem_ShortRun_TellsTheHeapOfEachProgram()
    {
        using var sandbox = new Sandbox();
        var ended = Profile(sandbox, "mem");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var told = File.ReadAllText(sandbox.File("profile/memory.txt"));
        Assert.Equal(told, ended.Output);
        foreach (var program in new[] { "feedsim", "feedengine" })
        {
            Assert.Matches($@"(?m)^  {program}\s+pid \d+: .*private [\d.]+ MB.* allocated", told);
            Assert.Matches($@"(?m)^  {program}\s+private [\d.]+  (heap_gen0 \S+  heap_gen1 \S+  heap_gen2 .*|no collection yet)$", told);
        }
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cpu", "soon")]
    public void Profile_BadUsage_IsRejectedInOneLine(params string[] arguments) =>
        Verdicts.ExpectOneLine(Command.Run(RepositoryFiles.FullPath("scripts/profile.sh"), arguments), arguments[^1]);

    private static CommandResult Profile(Sandbox sandbox, string kind)
    {
        sandbox.Variables["ALPHAPULSE_LOADTESTER"] = BuiltPrograms.PathOf("loadtester");
        return sandbox.RunFile(RepositoryFiles.FullPath("scripts/profile.sh"), kind, "2", sandbox.File("profile"), "-e", "2", "-t", "20000", "--dir", sandbox.Rings);
    }
}
