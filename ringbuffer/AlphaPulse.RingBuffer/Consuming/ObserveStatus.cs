namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>Outcome of <see cref="Observer{T}.TryRead"/>.</summary>
public enum ObserveStatus
{
    /// <summary>A record was copied.</summary>
    Read = 0,

    /// <summary>Nothing new is published. Try again later.</summary>
    Empty = 1,

    /// <summary>The writer overwrote records before they were read; <see cref="Observer{T}.LastLost"/> says which. Reading goes on behind them.</summary>
    Lapped = 2,

    /// <summary>Everything was read and the writer closed the ring.</summary>
    Closed = 3,
}
