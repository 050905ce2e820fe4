using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

/// <summary>What both kinds of writer can do, so that one contract is tested on both.</summary>
public interface IRingWriter : IDisposable
{
    /// <summary>Sequence of the next record that is published.</summary>
    long Sequence { get; }

    long Capacity { get; }

    int SlowestReader { get; }

    long FullCount { get; }

    uint Epoch { get; }

    ref TestRecord this[int index] { get; }

    ClaimStatus TryClaim(int count = 1);

    ClaimStatus Claim<TWait>(int count, ref TWait wait, long deadlineTimestamp = long.MaxValue, CancellationToken cancellationToken = default)
        where TWait : struct, IWaitStrategy;

    void Publish(int count = 1);

    ClaimStatus TryPublish(in TestRecord record);
}
