using System.Diagnostics;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>A gated reader, from look to look: one generation of an entry of the reader table.</summary>
internal sealed class WatchedReader
{
    // A reader that is this much behind is no longer in step with the writer: 8 of them in a row fill the ring.
    private const int SlowShare = 8;

    private readonly WatchedProcess _process = new();
    private long? _position;
    private Since _slow;
    private long _movedAt;

    /// <param name="inspector">Asked for the reader's process.</param>
    /// <param name="seen">The ring at this look.</param>
    /// <param name="reader">The reader in it.</param>
    /// <param name="elapsedSecs">Since the last look; null at the first.</param>
    public ReaderReport Look(RingInspector inspector, RingSnapshot seen, RingReader reader, double? elapsedSecs)
    {
        var capacity = inspector.Facts.Capacity;
        var isPossible = reader.IsGating && reader.Position >= 0 && reader.Position <= seen.Cursor;
        long? behind = isPossible ? seen.Cursor - reader.Position : null;
        var moved = reader.Position - _position;
        var isSlow = behind > capacity / SlowShare || (behind > 0 && moved == 0);
        if (moved != 0)
            (_position, _movedAt) = (reader.Position, seen.TakenAt);
        return new ReaderReport
        {
            Index = reader.Index,
            Name = reader.Name,
            State = reader.State,
            IsAlive = reader.IsAlive,
            Generation = reader.Generation,
            Position = reader.Position,
            JoinSequence = reader.JoinSequence,
            StaysBehind = [.. Enumerable.Range(0, 64).Where(place => (reader.DependsOn >> place & 1) != 0).Select(place => NameOf(seen, place))],
            RecordsPerSecond = elapsedSecs > 0 && isPossible ? moved / elapsedSecs : null,
            Behind = behind,
            BehindPercent = behind * 100.0 / capacity,
            IsSlow = isSlow,
            SlowAtLeastSecs = _slow.Next(isSlow, seen.TakenAt),
            UnmovedAtLeastSecs = Stopwatch.GetElapsedTime(_movedAt, seen.TakenAt).TotalSeconds,
            HoldsWriterSecs = HoldOf(inspector.Facts, seen, reader),
            Process = _process.Look(likely => inspector.FindReaderProcess(reader with { ProcessId = likely }), reader.IsAlive, reader.ProcessId, seen.TakenAt),
        };
    }

    // The word is another process's: a time to come, or of another boot, says nothing.
    private static double? HoldOf(RingFacts facts, RingSnapshot seen, RingReader reader) =>
        reader.IsGating && facts.IsOfThisBoot && seen.IsWriterAlive && reader.HeldSinceNs > 0 && reader.HeldSinceNs <= seen.TakenAt ? Stopwatch.GetElapsedTime(reader.HeldSinceNs, seen.TakenAt).TotalSeconds : null;

    private static string NameOf(RingSnapshot seen, int place) => seen.Readers.FirstOrDefault(reader => reader.Index == place)?.Name ?? $"#{place}";
}
