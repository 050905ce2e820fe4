namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>Outcome of a claim.</summary>
public enum ClaimStatus
{
    /// <summary>The slots are the writer's to fill.</summary>
    Claimed = 0,

    /// <summary>A gated reader has not read far enough, <c>SlowestReader</c> says which; or another of many writers has not published yet, and <c>SlowestReader</c> is -1. Try again later.</summary>
    Full = 1,

    /// <summary>The writer was closed. Do not try again.</summary>
    Closed = 2,

    /// <summary>The waiting form reached its deadline while the ring was full.</summary>
    TimedOut = 3,

    /// <summary>The waiting form was cancelled while the ring was full.</summary>
    Cancelled = 4,
}
