using System.Diagnostics;
using AlphaPulse.Engine.Stages;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>The engine's two stages over a whole capture without rings: sequence, books, comparisons, counters, a clock reading and a histogram value an update.</summary>
internal sealed class StagesRun : IDisposable
{
    private readonly CaptureTape _tape;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"alphapulse-bench-{Guid.NewGuid():N}");
    private readonly TelemetryWriter _telemetry;
    private GuardStage _guard;
    private BookStage _book;

    public StagesRun(CaptureTape tape)
    {
        _tape = tape;
        var phases = new[] { new RunPhase("run", 0, long.MaxValue, IsMeasured: true) };
        var telemetry = new TelemetryBuilder("benchmarks");
        _guard = new GuardStage(tape.Instruments, new SequenceTrack[tape.Instruments.Count], new GuardCounters(telemetry, tape.Instruments), new PlantedFault("guard"));
        var counters = new BookCounters(telemetry, phases.Length);
        var clock = Clock.Calibrate();
        var books = new BookSet(tape.Instruments, [.. tape.Instruments.All.Select(i => i.VenueName).Distinct()], counters, clock);
        _book = new BookStage(books, counters, clock, phases, new ScheduleOrigin(), countsSnapshots: true, new PlantedFault("book"));
        _telemetry = telemetry.Create(_path);
    }

    public BookPass Pass()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var sequence = 0L;
        foreach (ref readonly var e in _tape.Events)
        {
            _guard.OnEvent(in e, 0, sequence, endOfBatch: false);
            _book.OnEvent(in e, 0, sequence++, endOfBatch: false);
        }

        var ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new BookPass(ns / _tape.Events.Length, (double)allocated / _tape.Events.Length, Digest: 0);
    }

    public void Dispose()
    {
        _telemetry.Dispose();
        File.Delete(_path);
    }
}
