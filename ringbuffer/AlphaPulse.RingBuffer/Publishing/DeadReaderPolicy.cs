namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>What a full ring's writer does about a gated reader whose process the kernel says is gone.</summary>
public enum DeadReaderPolicy
{
    /// <summary>Closes its entry and goes on: what it had not read is not read.</summary>
    Reclaim,

    /// <summary>Waits until somebody goes on in its place, see <see cref="Consuming.ReaderOptions.TakeOver"/>.</summary>
    Wait,
}
