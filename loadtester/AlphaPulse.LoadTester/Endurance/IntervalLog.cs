using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>
/// Logs the intervals of one session: each is written and forgotten, so that the memory is the same after a day as after a minute.
/// A disk that takes no more ends the log, not the measurement. Not thread-safe.
/// </summary>
internal sealed class IntervalLog : IIntervalSink, IDisposable
{
    private const long NsPerSecond = 1_000_000_000;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(30);

    private readonly LogDirectory _directory;
    private readonly LogSettings _settings;
    private readonly Func<SessionSample> _sample;
    private readonly CumulativeLog _total;
    private readonly Interval _joined = new();
    private readonly List<SegmentInfo> _closed;
    private Checkpoint _checkpoint;
    private SegmentWriter? _segment;
    private MachineClocks _saved;
    private long _ringFullBefore;

    /// <param name="directory">Of the run.</param>
    /// <param name="settings">How to log.</param>
    /// <param name="checkpoint">The run so far, with the number of this session.</param>
    /// <param name="total">What earlier sessions logged.</param>
    /// <param name="sample">Asks the session's programs.</param>
    public IntervalLog(LogDirectory directory, LogSettings settings, Checkpoint checkpoint, CumulativeLog total, Func<SessionSample> sample)
    {
        (_directory, _settings, _checkpoint, _total, _sample) = (directory, settings, checkpoint, total, sample);
        _closed = [.. checkpoint.Segments];
    }

    public string? Fault { get; private set; }

    /// <summary>Start of the session's measured time.</summary>
    public MachineClocks Started { get; private set; }

    /// <summary>As it was written last.</summary>
    public Checkpoint Checkpoint => _checkpoint;

    public void Start(RunPlan plan, DateTime startedAt) => Try(() =>
    {
        Started = MachineClocks.Now();
        _ringFullBefore = _sample().Totals.RingFull;
        if (_total.Last is { } last)
            _checkpoint = _checkpoint with { Outages = [.. _checkpoint.Outages.Where(outage => outage.From != last.At), OutageSince(last)] };
        _checkpoint = _checkpoint with { SessionStartedAt = Started.At };
        OpenSegment();
        Save(RunState.Running);
    });

    public void Add(Interval interval)
    {
        if (Fault is not null)
            return;
        _joined.Add(interval);
        if (_joined.LengthNs >= (_settings.IntervalSecs * NsPerSecond) - (NsPerSecond / 2))
            Try(EndInterval);
        if (MachineClocks.Now().SecsSince(_saved) >= s_checkpointEvery.TotalSeconds)
        {
            Try(() => Save(RunState.Running));
            CollectOwnGarbage();
        }
    }

    /// <summary>How it ended is known later: see <see cref="Close"/>.</summary>
    public void End()
    {
    }

    /// <summary>Logs what is left since the last whole interval, and how the session ended.</summary>
    public void Close(RunState state, string? reason)
    {
        if (_joined.LengthNs > 0 && Fault is null)
            Try(EndInterval);
        _checkpoint = _checkpoint with { Reason = reason };
        Try(() => Save(state));
        Dispose();
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _segment = null;
    }

    // A session that logged nothing belongs to the outage that it was to end: that one goes on until now.
    private OutageResults OutageSince(MachineClocks last) =>
        new() { From = last.At, To = Started.At, Secs = Math.Round(Started.SecsSince(last), 3), Reason = _total.OutageReason };

    private void EndInterval()
    {
        if (_segment is null || _segment.Bytes >= _settings.SegmentBytes)
            OpenSegment();
        var now = MachineClocks.Now();
        var sample = _sample();
        _segment!.Append(LogJson.ToLine(LogLines.Of(_joined, sample, _checkpoint.Session, now, sample.Totals.RingFull - _ringFullBefore)));
        _total.Add(_joined, now);
        _joined.Reset();
    }

    private void OpenSegment()
    {
        if (_segment is not null)
        {
            _segment.Flush();
            _closed.Add(_segment.Info);
            _segment.Dispose();
            _segment = null;
        }

        _segment = SegmentWriter.Create(_directory, new SegmentHeader
        {
            Schema = SegmentHeader.SchemaName,
            Run = _checkpoint.Run,
            Segment = _closed.Count + 1,
            Session = _checkpoint.Session,
            SessionStartedAt = Started.At,
            SessionStartedMonotonicNs = Started.MonotonicNs,
            BootId = Started.BootId,
            IntervalSecs = _settings.IntervalSecs,
            Config = _checkpoint.Config,
            Environment = _checkpoint.Environment,
        });
    }

    // The segment first: a checkpoint never knows of lines that a power cut takes away.
    private void Save(RunState state)
    {
        _segment?.Flush();
        _saved = MachineClocks.Now();
        _checkpoint = _checkpoint with
        {
            State = state,
            BootId = _saved.BootId,
            WrittenAt = _saved.At,
            MonotonicNs = _saved.MonotonicNs,
            MeasuredSecs = _total.MeasuredSecs,
            Segments = _segment is null ? [.. _closed] : [.. _closed, _segment.Info],
            Trades = _total.Trades,
            OrderbookUpdates = _total.BookUpdates,
            Histograms = _total.Histograms(),
        };
        _directory.Save(_checkpoint);
    }

    // Left to itself the runtime lets garbage grow for a quarter of an hour, to a budget of the cache's size (measured: 20 to 96 MB), which looks
    // like a leak and counts as the run's memory. This process is not the one that is measured.
    private static void CollectOwnGarbage() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A telemetry file that cannot be read is also an IOException; whoever measures meets it itself.
            var reason = exception is RingException ? exception.Message : exception.Message.Split(" : '")[0].ReplaceLineEndings(" ");
            Fault ??= string.Create(CultureInfo.InvariantCulture, $"the interval log in '{_directory.Path}' ends at {DateTime.UtcNow:HH:mm:ss} UTC, the measurement went on without it: {reason}");
        }
    }
}
