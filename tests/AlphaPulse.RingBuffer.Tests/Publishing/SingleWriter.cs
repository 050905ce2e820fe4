using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

/// <summary>The writer of a ring for one.</summary>
internal sealed class SingleWriter(RingWriter<TestRecord> writer) : IRingWriter
{
    public long Sequence => writer.Cursor;

    public long Capacity => writer.Capacity;

    public int SlowestReader => writer.SlowestReader;

    public long FullCount => writer.FullCount;

    public uint Epoch => writer.Epoch;

    public ref TestRecord this[int index] => ref writer[index];

    public ClaimStatus TryClaim(int count = 1) => writer.TryClaim(count);

    public ClaimStatus Claim<TWait>(int count, ref TWait wait, long deadlineTimestamp = long.MaxValue, CancellationToken cancellationToken = default)
        where TWait : struct, IWaitStrategy => writer.Claim(count, ref wait, deadlineTimestamp, cancellationToken);

    public void Publish(int count = 1) => writer.Publish(count);

    public ClaimStatus TryPublish(in TestRecord record) => writer.TryPublish(in record);

    public void Dispose() => writer.Dispose();
}
