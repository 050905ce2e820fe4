namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>A writer, of either kind of ring.</summary>
internal interface IClaimer
{
    ClaimStatus TryClaim(int count);
}
