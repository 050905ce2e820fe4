using AlphaPulse.Engine.Stages;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Engine.Hosting;

/// <summary>
/// A ring has another writer than before: what its venue did in between may be missing. The books are stale until its next snapshot,
/// and the venue's numbers begin anew. Each stage's part is done on that stage's thread.
/// </summary>
internal sealed class WriterChanges(string guard, SequenceTracks tracks, BookSet books, BookCounters counters) : IWriterChangeHandler
{
    public void OnWriterChanged(string stage, int ring, uint epoch, long firstSequence)
    {
        if (stage == guard)
        {
            tracks.StartAnew(ring);
            return;
        }

        // Seen late, a snapshot of the new writer may have come already: those books are right.
        books.Distrust(ring, firstSequence);
        counters.WriterChanges.Increment();
    }
}
