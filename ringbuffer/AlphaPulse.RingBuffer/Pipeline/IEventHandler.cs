namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>What a stage does with each event. Implement it as a struct: the stage's loop is then closed over it, without indirect calls.</summary>
/// <typeparam name="T">The record.</typeparam>
public interface IEventHandler<T>
    where T : unmanaged
{
    /// <summary>Handles one event, in place. Called on the stage's thread only, in sequence order within a ring.</summary>
    /// <param name="data">The record, in the ring; do not keep the reference.</param>
    /// <param name="ring">Index of the ring in the pipeline.</param>
    /// <param name="sequence">The record's sequence in that ring.</param>
    /// <param name="endOfBatch">True on the last event of a batch: a good moment for work that can be shared by several.</param>
    void OnEvent(in T data, int ring, long sequence, bool endOfBatch);
}
