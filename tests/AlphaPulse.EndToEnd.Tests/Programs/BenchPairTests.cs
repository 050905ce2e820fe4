using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Pairs of real runs of the real program.</summary>
public sealed class BenchPairTests
{
    private static string Program { get; } = Path.GetDirectoryName(BuiltPrograms.PathOf("loadtester"))!;

    [Fact]
    public void BenchPair_TwoPairs_KeepsEveryRunAndDoesNotDecide()
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.Run("loadtester", ["bench-pair", "--a", Program, "--b", Program, "--pairs", "2", "--max-reruns", "0", "--out", sandbox.File("out"), .. Load(sandbox)]);
        Assert.True(ended.ExitCode == 13, ended.ToString());

        // A busy machine can make a run of one second invalid; then its pair is left out.
        Assert.Matches("Comparison of [0-2] pairs of runs", ended.Output);
        Assert.Contains("compare: INCONCLUSIVE", ended.Output, StringComparison.Ordinal);
        foreach (var file in new[] { "a/pair-001.json", "a/pair-002.json", "b/pair-001.json", "b/pair-002.json" })
            ResultsFile.Read(sandbox.File(Path.Combine("out", file))).ExpectCountsClose();
        Assert.True(File.Exists(sandbox.File("out/comparison.json")));
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void BenchPair_ProgramRejectsTheLoad_SaysWhatItSaid()
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.Run("loadtester", "bench-pair", "--a", Program, "--b", Program, "--pairs", "1", "--out", sandbox.File("out"), "--dir", sandbox.Write("file", ""));
        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.Contains(sandbox.File("file"), ended.Errors, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }

    [Theory]
    [InlineData(UnixSignal.Interrupt, true)]
    [InlineData(UnixSignal.Terminate, false)]
    public void BenchPair_Interrupted_EndsItsRunAndExits130(int signal, bool toTheGroup)
    {
        using var sandbox = new Sandbox();
        var bench = sandbox.Start("loadtester", "bench-pair", "--a", Program, "--b", Program, "--pairs", "1", "--out", sandbox.File("out"), "--dir", sandbox.Rings, "-t", "1000", "--duration-secs", "3600");
        sandbox.WaitUntilRunning(bench);
        if (toTheGroup)
            bench.SignalGroup(signal);
        else
            bench.Signal(signal);
        var ended = bench.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.Contains("loadtester: interrupted; the runs so far are in", ended.Errors, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(ended);
    }

    private static string[] Load(Sandbox sandbox) => ["--dir", sandbox.Rings, "--exchanges", "2", "-t", "2000", "-o", "1000", "-s", "2", "--warmup-secs", "0", "--duration-secs", "1"];
}
