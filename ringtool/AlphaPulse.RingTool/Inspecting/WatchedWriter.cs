using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>A writer of a ring for many, from look to look: one generation of an entry of the writer table.</summary>
internal sealed class WatchedWriter
{
    private readonly WatchedProcess _process = new();
    private long? _published;
    private long _claimFrom;
    private Since _holds;

    /// <param name="inspector">Asked for the writer's process.</param>
    /// <param name="seen">The ring at this look.</param>
    /// <param name="writer">The writer in it.</param>
    /// <param name="elapsedSecs">Since the last look; null at the first.</param>
    public WriterReport Look(RingInspector inspector, RingSnapshot seen, SharedWriter writer, double? elapsedSecs)
    {
        // What it only tries to claim lies at or above claim; what it has published, below the cursor.
        var hasClaim = writer.ClaimTo > seen.Cursor && writer.ClaimFrom >= 0 && writer.ClaimFrom < seen.Claim && writer.ClaimTo <= seen.Claim;
        var holds = hasClaim && writer.ClaimFrom <= seen.Cursor;
        if (writer.ClaimFrom != _claimFrom)
            _ = _holds.Next(false, seen.TakenAt);
        _claimFrom = writer.ClaimFrom;
        var report = new WriterReport
        {
            Index = writer.Index,
            Name = writer.Name,
            IsAlive = writer.IsAlive,
            Generation = writer.Generation,
            Published = writer.Published,
            RecordsPerSecond = elapsedSecs > 0 ? (writer.Published - _published) / elapsedSecs : null,
            GivenUp = writer.GivenUp,
            ClaimFrom = hasClaim ? Math.Max(writer.ClaimFrom, seen.Cursor) : null,
            ClaimTo = hasClaim ? writer.ClaimTo : null,
            HoldsReaders = holds,
            HoldsReadersAtLeastSecs = _holds.Next(holds, seen.TakenAt),
            Process = _process.Look(likely => inspector.FindWriterProcess(writer with { ProcessId = likely }), writer.IsAlive, writer.ProcessId, seen.TakenAt),
        };
        _published = writer.Published;
        return report;
    }
}
