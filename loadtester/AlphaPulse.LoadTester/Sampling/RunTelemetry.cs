using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// The telemetry files of a run's programs, read while they are written. The engine's may be missing (a feed without a
/// pipeline), and that of the process that only measures the machine's noise. Not thread-safe.
/// </summary>
internal sealed class RunTelemetry : IDisposable
{
    private readonly TelemetryFile _feed;
    private readonly TelemetryFile? _engine;

    private RunTelemetry(TelemetryFile feed, TelemetryFile? engine, TelemetryFile? control) => (_feed, _engine, Control) = (feed, engine, control);

    public TelemetryFile Feed => _feed;

    public TelemetryFile? Engine => _engine;

    public TelemetryFile? Control { get; }

    public int FeedPid => _feed.ProcessId;

    public int? EnginePid => _engine?.ProcessId;

    /// <summary>When the pipeline's file was created, by which one is told from its successor; null without one.</summary>
    public DateTime? EngineCreatedAt => _engine?.CreatedAt;

    public static RunTelemetry Open(string telemetryDirectory, bool mustHaveEngine)
    {
        TelemetryFile? feed = null, engine = null;
        try
        {
            feed = TelemetryFile.OpenRead(Path.Combine(telemetryDirectory, "feedsim"));
            engine = OpenIf("feedengine", mustHaveEngine);
            return new RunTelemetry(feed, engine, OpenIf(NoiseMeter.ControlName, mustExist: false));
        }
        catch
        {
            feed?.Dispose();
            engine?.Dispose();
            throw;
        }

        TelemetryFile? OpenIf(string name, bool mustExist)
        {
            var path = Path.Combine(telemetryDirectory, name);
            return mustExist || File.Exists(path) ? TelemetryFile.OpenRead(path) : null;
        }
    }

    /// <exception cref="RingException">The file is damaged.</exception>
    public PhaseTotals ReadPhase(int phase)
    {
        var totals = new PhaseTotals
        {
            Trades = _feed.SumCounters($"phase.{phase}.trades"),
            BookUpdates = _feed.SumCounters($"phase.{phase}.book_updates"),
            Events = _feed.SumCounters($"phase.{phase}.events"),
            RefusedEvents = _feed.SumCounters($"phase.{phase}.refused_events"),
        };
        _feed.SnapshotSum($"phase.{phase}.write", totals.Write);
        _feed.SnapshotSum($"phase.{phase}.lag", totals.Lag);
        _feed.SnapshotSum($"phase.{phase}.response", totals.Response);
        _engine?.SnapshotSum($"phase.{phase}.delivery", totals.Delivery);
        return totals;
    }

    public void ReadWrite(int phase, LongHistogram target) => _feed.SnapshotSum($"phase.{phase}.write", target);

    public void ReadLag(int phase, LongHistogram target) => _feed.SnapshotSum($"phase.{phase}.lag", target);

    public void ReadResponse(int phase, LongHistogram target) => _feed.SnapshotSum($"phase.{phase}.response", target);

    public void ReadDelivery(int phase, LongHistogram target)
    {
        if (_engine is null)
            target.Reset();
        else
            _engine.SnapshotSum($"phase.{phase}.delivery", target);
    }

    public (long Trades, long BookUpdates) ReadCounts(int phase) =>
        (_feed.SumCounters($"phase.{phase}.trades"), _feed.SumCounters($"phase.{phase}.book_updates"));

    /// <summary>Events of a phase, sent and refused.</summary>
    public (long Events, long Refused) ReadEvents(int phase) =>
        (_feed.SumCounters($"phase.{phase}.events"), _feed.SumCounters($"phase.{phase}.refused_events"));

    public HeapState ReadFeedHeap() => ReadHeap(_feed);

    public HeapState? ReadEngineHeap() => _engine is null ? null : ReadHeap(_engine);

    /// <summary>The readers' side first: what is delivered was written before, so that the difference is never negative.</summary>
    public RunTotals ReadTotals(int phases)
    {
        var delivered = SumOfEngine("total.events");
        return new RunTotals
        {
            Delivered = delivered,
            Written = _feed.SumCounters("total.events"),
            Refused = Sum("refused_events"),
            WrittenUpdates = Sum("trades") + Sum("book_updates"),
            DeclaredUpdates = Sum("trades_scheduled") + Sum("book_updates_scheduled"),
            RingFull = ReadRingFull(),
            SkippedLines = _feed.SumCounters("skipped_lines"),
            Gaps = SumOfEngine("gaps"),
            Duplicates = SumOfEngine("duplicates"),
            HandlerErrors = SumOfEngine("handler_errors"),
            Instruments = SumOfEngine("instruments"),
            Checked = SumOfEngine("checked"),
            Mismatched = SumOfEngine("mismatched"),
            Crossed = SumOfEngine("crossed"),
            Restarts = SumOfEngine("restarts"),
            BadInstruments = SumOfEngine("bad_instruments"),
            Invalid = SumOfEngine("invalid"),
            UnknownOrders = SumOfEngine("unknown_orders"),
        };

        long Sum(string metric) => Enumerable.Range(0, phases).Sum(phase => _feed.SumCounters($"phase.{phase}.{metric}"));
    }

    /// <summary>Times so far that a writer found its ring full.</summary>
    public long ReadRingFull() => _feed.SumCounters("ring_full");

    /// <summary>When the last write of any of these phases ended, in nanoseconds after the start of the schedule; 0 if nobody says.</summary>
    /// <remarks>The latest of the writers: their times cannot be summed.</remarks>
    public long ReadLastWriteNs(IReadOnlyCollection<int> phases)
    {
        var lastNs = 0L;
        foreach (var name in _feed.CounterNames)
        {
            var metric = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (phases.Any(phase => metric == $"phase.{phase}.last_write_ns"))
                lastNs = Math.Max(lastNs, _feed.ReadCounter(name));
        }

        return lastNs;
    }

    /// <summary>Gaps in the numbering of one venue; 0 without a pipeline.</summary>
    public long ReadVenueGaps(int venue) => _engine?.SumCounters($"venue.{venue}.gaps") ?? 0;

    /// <summary>Collections of a program since it started; null if it does not tell.</summary>
    public long? ReadGcCount(string program) => program switch
    {
        "feedsim" => _feed.SumCounters("gc_count"),
        "feedengine" => _engine?.SumCounters("gc_count"),
        _ => null,
    };

    /// <summary>The process's results with what it tells of itself: collections, pauses, allocation.</summary>
    public ProcessResults Complete(ProcessResults process) => process.Name switch
    {
        "feedsim" => Complete(process, _feed),
        "feedengine" when _engine is not null => Complete(process, _engine),
        _ => process,
    };

    public void Dispose()
    {
        _feed.Dispose();
        _engine?.Dispose();
        Control?.Dispose();
    }

    private long SumOfEngine(string metric) => _engine?.SumCounters(metric) ?? 0;

    private static HeapState ReadHeap(TelemetryFile file) => new(
        file.SumCounters("heap_gen0_bytes"),
        file.SumCounters("heap_gen1_bytes"),
        file.SumCounters("heap_gen2_bytes"),
        file.SumCounters("heap_large_bytes"),
        file.SumCounters("heap_pinned_bytes"),
        file.SumCounters("heap_after_full_bytes"),
        file.SumCounters("gc_full_count"));

    private static ProcessResults Complete(ProcessResults process, TelemetryFile file) => process with
    {
        GcCount = file.SumCounters("gc_count"),
        GcPauseMs = Math.Round(file.SumCounters("gc_pause_ns") / 1e6, 3),
        AllocatedMb = Megabytes.Of(file.SumCounters("allocated_bytes")),
    };
}
