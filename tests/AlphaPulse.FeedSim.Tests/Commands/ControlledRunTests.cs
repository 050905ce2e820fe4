using System.Diagnostics;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Tests.Commands;

public sealed class ControlledRunTests : IDisposable
{
    private readonly DirectoryInfo _base = Directory.CreateTempSubdirectory("alphapulse-test-");
    private readonly Clock _clock = Clock.Calibrate();
    private readonly RunDirectory _run;

    public ControlledRunTests() => _run = new RunRegistry(_base.FullName).Create("run");

    [Fact]
    public void Start_AfterReady_SendsTheScheduleAndSaysDone()
    {
        using var feedsim = StartChild(durationMs: 200);
        Assert.Equal("ready", feedsim.StandardOutput.ReadLine());
        Assert.Equal(6, InstrumentDirectory.Load(_run.Path).Count);
        using var reader = GatedReader<MarketEvent>.Attach(_run.RingPath(SimulatedVenues.NameOf(1)), new ReaderOptions { Name = "test" });
        feedsim.StandardInput.WriteLine($"start {_clock.NowNs() + 20_000_000}");
        Assert.Equal("done", feedsim.StandardOutput.ReadLine());
        feedsim.WaitForExit();
        Assert.Equal(0, feedsim.ExitCode);
        Assert.True(reader.Available() > 0);
        Assert.Equal(EventKind.SnapshotBegin, reader[reader.Position].Kind);
        using var telemetry = TelemetryFile.OpenRead(Path.Combine(_run.TelemetryPath, "feedsim"));
        Assert.Equal(2 * 2_000, telemetry.SumCounters("phase.0.trades"));
        Assert.Equal(2 * 1_000, telemetry.SumCounters("phase.0.book_updates"));
    }

    [Fact]
    public void Stop_DuringTheRun_EndsItInOrder()
    {
        using var feedsim = StartChild(durationMs: 600_000);
        Assert.Equal("ready", feedsim.StandardOutput.ReadLine());
        feedsim.StandardInput.WriteLine($"start {_clock.NowNs()}");
        feedsim.StandardInput.WriteLine("stop");
        Assert.Equal("done", feedsim.StandardOutput.ReadLine());
        feedsim.WaitForExit();
        Assert.Equal(0, feedsim.ExitCode);
    }

    [Fact]
    public void EndOfInput_AtAnyTime_EndsTheChild()
    {
        foreach (var order in (string[])["", $"start {_clock.NowNs()}"])
        {
            using var feedsim = StartChild(durationMs: 600_000);
            Assert.Equal("ready", feedsim.StandardOutput.ReadLine());
            if (order.Length > 0)
                feedsim.StandardInput.WriteLine(order);
            feedsim.StandardInput.Close();
            feedsim.WaitForExit();
            Assert.Equal(130, feedsim.ExitCode);
            foreach (var ring in _run.RingNames())
                Directory.Delete(_run.RingPath(ring), recursive: true);
            File.Delete(Path.Combine(_run.TelemetryPath, "feedsim"));
        }
    }

    public void Dispose()
    {
        _run.Remove();
        _base.Delete(recursive: true);
    }

    private Process StartChild(int durationMs)
    {
        var plan = RunPlans.Simulated("constant", 10_000, 5_000, warmUpMs: 0, durationMs, exchanges: 2) with { Clock = _clock.Calibration };
        plan.Save(_run.Path);
        return FeedSimProcess.Start("run", "--plan", _run.File(RunPlan.FileName), "--controlled");
    }
}
