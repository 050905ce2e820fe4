using System.Diagnostics;
using AlphaPulse.Benchmarks.Commands;
using AlphaPulse.Engine.Hosting;
using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Benchmarks.Replays;

/// <summary>
/// A parsed capture through the programs' own writer, ring, guard and book, at full speed, on two threads of this process:
/// everything that the two programs do an event, with all their telemetry.
/// </summary>
internal static class ReplayRun
{
    private static readonly TimeSpan s_drainTimeout = TimeSpan.FromMinutes(1);

    /// <param name="tape">The capture.</param>
    /// <param name="clock">The clock of all stamps.</param>
    /// <param name="ringCapacity">Slots of the ring.</param>
    /// <param name="laps">How often the capture is sent in a row; the last time is measured. Before it, the books have grown to the market's size.</param>
    /// <exception cref="IOException">Events were lost, or the pipeline halted.</exception>
    internal static ReplayRound Go(CaptureTape tape, Clock clock, long ringCapacity, int laps = 1)
    {
        using var run = new RunRegistry().Create($"replay-{Environment.ProcessId}");
        using var interrupt = new Interrupt(run.Remove);
        try
        {
            return Go(tape, clock, ringCapacity, laps, run);
        }
        finally
        {
            run.Remove();
        }
    }

    private static ReplayRound Go(CaptureTape tape, Clock clock, long ringCapacity, int laps, RunDirectory run)
    {
        var plan = new RunPlan
        {
            Name = run.Name,
            Clock = clock.Calibration,
            Phases = [new RunPhase("replay", 0, long.MaxValue, IsMeasured: true)],
            RingCapacity = ringCapacity,
            Replay = new ReplayPlan { Format = "", Files = [] },
        };
        using var ring = RingWriter<MarketEvent>.Create(run.RingPath(tape.VenueName), new RingOptions { Capacity = ringCapacity });
        var builder = new TelemetryBuilder("benchmarks");
        var pacerTelemetry = new PacerTelemetry(builder, 0, plan.Phases);
        using var telemetry = builder.Create(Path.Combine(run.TelemetryPath, "benchmarks"));
        using var engine = FeedEngine.Attach(run, plan, tape.Instruments, StageWaits.Of(WaitKind.BusySpin));
        HotPath.Prepare();
        engine.Start(threads: 1);
        using var results = TelemetryFile.OpenRead(Path.Combine(run.TelemetryPath, FeedEngine.TelemetryName));
        for (var lap = 1; lap < laps; lap++)
        {
            Send(new ReplayPacer(tape, ring, speed: 0, clock, pacerTelemetry, OutlierRecorder.Off, spacing: null, new StopSignal()), clock);
            while (results.SumCounters("total.events") < (long)lap * tape.Events.Length && engine.Fault is null)
                Thread.Yield();
        }

        var pacer = new ReplayPacer(tape, ring, speed: 0, clock, pacerTelemetry, OutlierRecorder.Off, spacing: null, new StopSignal());
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        Send(pacer, clock);
        var sendNs = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var isDrained = engine.DrainAndStop(s_drainTimeout);
        var totalNs = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;

        var events = results.SumCounters("total.events");
        return isDrained && events == (long)laps * tape.Events.Length
            ? new ReplayRound(tape.Events.Length, results.SumCounters("mismatched"), results.SumCounters("checked"), sendNs, totalNs, allocated)
            : throw new IOException($"{(long)laps * tape.Events.Length:N0} events were sent, {events:N0} applied. {engine.Fault?.Message}");
    }

    private static void Send(ReplayPacer pacer, Clock clock)
    {
        pacer.Start(RunStart.At(clock.NowNs(), clock));
        pacer.Join();
        if (pacer.Failure is { } failure)
            throw new IOException($"The writer failed: {failure.Message}", failure);
    }
}
