using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>Asks the pacers to end after their current update. Thread-safe.</summary>
internal sealed class StopSignal
{
    private volatile bool _isSet;

    public bool IsSet => _isSet;

    public void Set() => _isSet = true;

    /// <summary>Claims slots of a ring that was found full, waiting until there is room.</summary>
    /// <returns>False if the signal was set, or the ring closed, before there was.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool ClaimUnlessSet(RingWriter<MarketEvent> ring, int count, ref BackOffWait wait)
    {
        wait.Reset();
        while (!_isSet)
        {
            wait.Wait();
            switch (ring.TryClaim(count))
            {
                case ClaimStatus.Claimed:
                    return true;
                case ClaimStatus.Closed:
                    return false;
            }
        }

        return false;
    }
}
