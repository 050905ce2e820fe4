using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

internal static class Writers
{
    /// <summary>A ring that is closed stays so until another writer resumes it.</summary>
    public static WriterState StateOf(RingSnapshot seen) => seen switch
    {
        { IsClosed: true } => WriterState.Closed,
        { IsWriterAlive: true } => WriterState.Alive,
        _ => WriterState.Died,
    };
}
