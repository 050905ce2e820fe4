namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>Is told when a ring has another writer than before: the old one stopped or died, and what it had not published is missing.</summary>
public interface IWriterChangeHandler
{
    /// <summary>
    /// Called on a stage's thread, once for each stage, before the stage handles any record of the new writer that it has not handled
    /// by then. What it throws ends the thread.
    /// </summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="ring">Index of the ring.</param>
    /// <param name="epoch">The ring's epoch: 1 for its first writer, one more for each that went on.</param>
    /// <param name="firstSequence">Sequence at which the present writer began.</param>
    void OnWriterChanged(string stage, int ring, uint epoch, long firstSequence);
}
