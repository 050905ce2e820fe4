namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>A range of sequences.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The first that no longer belongs to it.</param>
public readonly record struct SequenceRange(long From, long To)
{
    /// <summary>Number of sequences in it.</summary>
    public long Count => To - From;
}
