using System.Diagnostics;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>A ring, from look to look. Not thread-safe.</summary>
internal sealed class WatchedRing : IDisposable
{
    private readonly RingInspector _inspector;
    private readonly WatchedProcess _writer = new();
    private Dictionary<(int, uint), WatchedReader> _readers = [];
    private Dictionary<(int, uint), WatchedWriter> _writers = [];
    private RingSnapshot? _before;

    private WatchedRing(RingInspector inspector) => _inspector = inspector;

    /// <summary>False once its directory is gone or another ring's.</summary>
    public bool IsCurrent => _inspector.IsCurrent;

    /// <exception cref="RingException">It is no ring, or not complete.</exception>
    public static WatchedRing Open(string path) => new(RingInspector.Attach(path));

    /// <exception cref="RingException">A word in it is impossible.</exception>
    public RingReport Look()
    {
        var (facts, seen) = (_inspector.Facts, _inspector.Look());
        double? elapsed = _before is { } before ? Stopwatch.GetElapsedTime(before.TakenAt, seen.TakenAt).TotalSeconds : null;
        var readers = new Dictionary<(int, uint), WatchedReader>();
        var reports = new List<ReaderReport>();
        foreach (var reader in seen.Readers)
        {
            var key = (reader.Index, reader.Generation);
            var watched = _readers.GetValueOrDefault(key) ?? new WatchedReader();
            readers[key] = watched;
            reports.Add(watched.Look(_inspector, seen, reader, elapsed));
        }

        var writers = new Dictionary<(int, uint), WatchedWriter>();
        var writerReports = new List<WriterReport>();
        foreach (var writer in seen.Writers)
        {
            var key = (writer.Index, writer.Generation);
            var watched = _writers.GetValueOrDefault(key) ?? new WatchedWriter();
            writers[key] = watched;
            writerReports.Add(watched.Look(_inspector, seen, writer, elapsed));
        }

        var slowest = reports.Where(reader => reader.Behind is not null).MaxBy(reader => reader.Behind);
        var rate = elapsed > 0 ? (seen.Cursor - _before!.Cursor) / elapsed : null;
        var report = new RingReport
        {
            AtUtc = DateTime.UtcNow,
            Ring = _inspector.Path,
            FormatVersion = facts.FormatVersion.ToString(),
            RingId = facts.RingId,
            RecordBytes = facts.RecordBytes,
            Capacity = facts.Capacity,
            CreatedUtc = facts.CreatedUtc,
            CreatorPid = facts.CreatorProcessId,
            IsOfThisBoot = facts.IsOfThisBoot,
            Epoch = seen.Epoch,
            EpochStart = facts.HasManyWriters ? null : seen.EpochStart,
            Writer = Writers.StateOf(seen),

            // Its id is in no file: the creator may long be gone.
            WriterProcess = facts.HasManyWriters ? null : _writer.Look(_inspector.FindWriterProcess, seen.IsWriterAlive, seen is { Epoch: 1, IsWriterAlive: true } ? facts.CreatorProcessId : 0, seen.TakenAt),
            FirstSequence = facts.FirstSequence,
            Cursor = seen.Cursor,
            Claim = seen.Claim,
            IntactFrom = seen.Intact.From,
            LastKeyframe = seen.LastKeyframe,
            IsKeyframeIntact = seen.LastKeyframe is { } keyframe ? keyframe >= seen.Intact.From && keyframe < seen.Intact.To : null,
            SnapshotRequests = seen.SnapshotRequests,
            IntervalSecs = elapsed,
            RecordsPerSecond = rate,
            ObserverSlackSecs = rate > 0 ? seen.Intact.Count / rate : null,
            Waiting = slowest?.Behind,
            OccupancyPercent = slowest?.BehindPercent,
            SlowestReader = slowest?.Name,
            FullCount = seen.FullCount,
            FullCountIncrease = seen.FullCount - _before?.FullCount,
            GateScans = seen.GateScans,
            EvictedReaders = seen.ReclaimedReaders,
            HasManyWriters = facts.HasManyWriters,
            Tombstones = seen.Tombstones,
            Writers = writerReports,
            Wakes = seen.Wakes,
            HasSleepers = seen.HasSleepers,
            Readers = reports,
        };
        (_readers, _writers, _before) = (readers, writers, seen);
        return report;
    }

    public void Dispose() => _inspector.Dispose();
}
