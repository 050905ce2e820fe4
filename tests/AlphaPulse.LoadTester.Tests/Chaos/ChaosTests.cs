using AlphaPulse.LoadTester.Chaos;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;

namespace AlphaPulse.LoadTester.Tests.Chaos;

public sealed class ChaosTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Plan_OfASeed_IsTheSameEachTimeAndHasEveryKindBeforeOneTwice()
    {
        var settings = Settings(new ChaosOptions { Seed = "7", DurationSecs = "96" });
        var plan = ChaosPlan.Of(settings);

        Assert.Equal(plan, ChaosPlan.Of(settings));
        Assert.NotEqual(plan, ChaosPlan.Of(settings with { Seed = 8 }));
        Assert.Equal(16, plan.Count);
        Assert.Equal(8, plan.Take(8).Select(fault => fault.Fault).Distinct().Count());
        Assert.Equal(8, plan.Skip(8).Select(fault => fault.Fault).Distinct().Count());
        Assert.Equal(plan.Select(fault => fault.AtMs).Order(), plan.Select(fault => fault.AtMs));
        Assert.All(plan, fault => Assert.Equal(fault.Fault is ChaosFault.WriterStop or ChaosFault.EngineStop or ChaosFault.DiskFull, fault.HoldMs > 0));
    }

    [Fact]
    public void Plan_ShorterThanAFault_HasOne() => Assert.Single(ChaosPlan.Of(Settings(new ChaosOptions { DurationSecs = "1" })));

    [Theory]
    [InlineData("loadtester: --faults: 'writer-kil' is not known (did you mean 'writer-kill'?); allowed: ", "--faults", "writer-kil")]
    [InlineData("loadtester: --faults: names none", "--faults", ",")]
    [InlineData("loadtester: --ring-capacity: '1000' is not a power of two", "--ring-capacity", "1000")]
    [InlineData("loadtester: --seed: 'x' is not a whole number", "--seed", "x")]
    [InlineData("loadtester: --duration-secs: '0' is out of range", "--duration-secs", "0")]
    public void Chaos_FaultyOption_IsOneLineAndExit2(string expected, params string[] arguments)
    {
        var run = CommandRun.Of(["chaos", "--plan-only", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfAllFaults_AreReadBack()
    {
        Assert.Equal(Enum.GetValues<ChaosFault>().Length, ChaosFaults.Names.Count);
        Assert.All(Enum.GetValues<ChaosFault>(), fault => Assert.Equal(fault, ChaosFaults.Parse(ChaosFaults.NameOf(fault))));
    }

    [Fact]
    public void Append_DiskFullForAWhile_WritesAllSamplesAfterwards()
    {
        var path = Path.Combine(_directory.Path, "samples.csv");
        var log = new SampleLog(path);
        log.Append(new ChaosSample(1, 10, 5));
        log.Path = "/dev/full";
        log.Append(new ChaosSample(2, 20, 15));
        log.Append(new ChaosSample(3, 30, 25));
        Assert.Equal((1, 2, 2), (log.Written, log.Failed, log.Pending));
        log.Path = path;
        log.Append(new ChaosSample(4, 40, 35));
        Assert.Equal((4, 0), (log.Written, log.Pending));
        Assert.Equal(["1,10,5", "2,20,15", "3,30,25", "4,40,35"], File.ReadAllLines(path));
    }

    [Fact]
    public void End_OfEachKindOfReport_SaysWhatItIs()
    {
        var good = new FaultResult { Fault = "writer-kill", Target = "feedsim", AtMs = 2_000, HoldMs = 0, NoticedMs = 40, RecoveredMs = 900, ConsistentMs = 1_400, EventsLost = 0, Checked = 9 };
        var bad = good with { EventsLost = 3, Broken = ["3 events were published and not handled"] };
        var report = new ChaosReport { StartedAt = DateTime.UnixEpoch, Seed = 7, ExitCode = 0, Planned = 1, IsInterrupted = false, Samples = 1, SamplesLogged = 1, Faults = [good] };

        Assert.Equal("chaos: PASSED: all invariants held through 1 fault", ChaosScreen.End(report).Last().Text);
        Assert.Equal("chaos: FAILED: 1 of 1 faults broke an invariant", ChaosScreen.End(report with { Faults = [bad] }).Last().Text);
        Assert.Equal("chaos: FAILED: 1 of 2 faults broke an invariant; the rest was not tried", ChaosScreen.End(report with { Faults = [bad], Planned = 2 }).Last().Text);
        Assert.False((report with { Planned = 2 }).AllHeld);
        Assert.Equal("chaos: INVALID: feedsim was killed", ChaosScreen.End(report with { Invalid = "feedsim was killed" }).Last().Text);
        Assert.Equal("    3 events were published and not handled", ChaosScreen.Result(bad).Last().Text);
        Assert.Contains("BROKEN", ChaosScreen.Result(bad).First().Text, StringComparison.Ordinal);
        Assert.True(good.StateHashEqual);
        Assert.False((good with { Mismatched = 1 }).StateHashEqual);
        Assert.False((good with { Checked = 0 }).StateHashEqual);
    }

    private static ChaosSettings Settings(ChaosOptions options)
    {
        var faults = new FaultList();
        var settings = ChaosSettingsReader.Read(options, faults);
        Assert.True(faults.IsEmpty);
        return settings;
    }
}
