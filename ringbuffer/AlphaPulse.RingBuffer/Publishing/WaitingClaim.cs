using System.Diagnostics;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Publishing;

/// <summary>Claims of a ring that was found full, until there is room.</summary>
internal static class WaitingClaim
{
    /// <returns>Any <see cref="ClaimStatus"/> but <see cref="ClaimStatus.Full"/>.</returns>
    internal static ClaimStatus Claim<TWait>(IClaimer writer, int count, ref TWait wait, long deadlineTimestamp, CancellationToken cancellationToken)
        where TWait : struct, IWaitStrategy
    {
        wait.Reset();
        ClaimStatus status;
        do
        {
            if (cancellationToken.IsCancellationRequested)
                return ClaimStatus.Cancelled;
            if (deadlineTimestamp != long.MaxValue && Stopwatch.GetTimestamp() >= deadlineTimestamp)
                return ClaimStatus.TimedOut;
            wait.Wait();
            status = writer.TryClaim(count);
        }
        while (status == ClaimStatus.Full);
        return status;
    }
}
