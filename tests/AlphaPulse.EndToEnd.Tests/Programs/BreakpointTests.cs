using System.Text.Json;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The search for the limit with real programs. Where the limit lies is not asserted: the machine may be busy.</summary>
[Trait("Speed", "Slow")]
public sealed class BreakpointTests
{
    [Fact]
    public void Search_UpToALowRate_HasACurveAndAVerdictOfItsOwn()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", [.. Search(sandbox, file), "--step-secs", "1", "--start-rate", "5k", "--max-rate", "20k"]);

        // No objective breaks, or one does since the machine is busy; a run that says nothing would end the search only if three in a row did.
        Assert.True(run.ExitCode is 0 or 10 or 13, run.ToString());
        var results = ResultsFile.Read(file);
        var curve = results.At("breakpoint.curve").EnumerateArray().ToList();
        Assert.NotEmpty(curve);
        Assert.All(curve, rate => Assert.InRange(rate.GetProperty("updates_per_second").GetInt64(), 1_000, 20_000));
        Assert.Equal(curve.Select(Rate).Order(), curve.Select(Rate));
        Assert.Contains("breaking point: ", run.Output, StringComparison.Ordinal);
        if (run.ExitCode == 13)
            Assert.Equal(JsonValueKind.Null, results.At("breakpoint.gate").ValueKind);
        results.ExpectCountsClose();
        sandbox.ExpectNothingLeft(run);

        static long Rate(JsonElement rate) => rate.GetProperty("updates_per_second").GetInt64();
    }

    [Fact]
    public void Search_Interrupted_TellsWhatItHas()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var search = sandbox.Start("loadtester", [.. Search(sandbox, file), "--step-secs", "600", "--search-secs", "3600"]);
        sandbox.WaitUntilRunning(search);
        search.SignalGroup(UnixSignal.Interrupt);
        var ended = search.WaitForEnd();

        Assert.True(ended.ExitCode == 130, ended.ToString());
        var results = ResultsFile.Read(file);
        Assert.Equal("interrupted", results.Status);
        Assert.False(results.At("breakpoint.is_complete").GetBoolean());
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Search_AtTheEndOfItsTime_Ends()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", [.. Search(sandbox, file), "--step-secs", "600", "--search-secs", "10"]);

        Assert.True(run.ExitCode == 13, run.ToString());
        Assert.Contains("was not over within 10 s", ResultsFile.Read(file).Reasons, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(run);
    }

    private static IEnumerable<string> Search(Sandbox sandbox, string file) =>
        ["--profile", "breakpoint", "-e", "2", "-s", "2", "-t", "2000", "-o", "1000", "--warmup-secs", "0", "--quiet", "--dir", sandbox.Rings, "--json-output", file];
}
