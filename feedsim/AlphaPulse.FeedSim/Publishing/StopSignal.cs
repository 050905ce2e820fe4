using System.Runtime.CompilerServices;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>Asks the pacers to end after their current update. Thread-safe.</summary>
internal sealed class StopSignal
{
    private readonly CancellationTokenSource _source = new();

    public bool IsSet => _source.IsCancellationRequested;

    public void Set() => _source.Cancel();

    /// <summary>Claims slots of a ring that was found full, waiting until there is room.</summary>
    /// <returns>False if the signal was set, or the ring closed, before there was.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool ClaimUnlessSet(RingWriter<MarketEvent> ring, int count, ref BackOffWait wait) =>
        ring.Claim(count, ref wait, cancellationToken: _source.Token) == ClaimStatus.Claimed;
}
