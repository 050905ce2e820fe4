using System.Diagnostics;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Tests.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class RunRecorderTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Finish_ProgramsHaveExited_TheLastIntervalHasWhatTheyUsedWhileTheyLived()
    {
        using var fake = new FakeTelemetry();
        using var telemetry = RunTelemetry.Open(fake.Path, mustHaveEngine: true);
        using var child = Process.Start("sleep", "600");
        var probe = new ProcessProbe("child", child.Id);
        ProcessUsage usage;
        while (!probe.TryRead(out usage) || usage.PrivateBytes == 0)
            Thread.Yield();
        var measured = new RunMeasurement { Plan = Plan(), Environment = new() };
        var recorder = new RunRecorder(measured.Plan, measured, telemetry, new ResourceMonitor([probe], sharedFileBytes: 0, cores: 1), []);

        recorder.Tick(0);
        recorder.Tick(Second);
        recorder.Tick((2 * Second) - 50_000_000);
        recorder.Observe();
        child.Kill();
        child.WaitForExit();
        recorder.Finish(2 * Second, (2 * Second) + 10_000_000);

        Assert.Equal(2, measured.Intervals.Count);
        Assert.All(measured.Intervals, interval => Assert.Equal(2, Assert.Single(interval.Processes).Count));
        Assert.True(measured.Intervals[1].MemoryMb > 0);
        Assert.Equal(measured.Intervals[1].MemoryMb, measured.Resources.AvgMemoryMb, tolerance: 0.5);
    }

    private static RunPlan Plan() => new()
    {
        Name = "run",
        Clock = Clock.Calibrate().Calibration,
        Exchanges = 1,
        TradesPerSecond = 1,
        BookUpdatesPerSecond = 1,
        SymbolCount = 1,
        RingCapacity = 1_024,
        Phases = [new RunPhase("run", 0, 2 * Second, IsMeasured: true)],
    };
}
