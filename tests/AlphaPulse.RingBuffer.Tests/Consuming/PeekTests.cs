using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

public sealed class PeekTests : IDisposable
{
    private const int Capacity = 8;

    private readonly RingDirectory _directory = new();
    private readonly RingWriter<long> _writer;
    private readonly GatedReader<long> _reader;

    public PeekTests()
    {
        _writer = RingWriter<long>.Create(_directory.Ring(), new RingOptions { Capacity = Capacity });
        _reader = GatedReader<long>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Peek_NothingPublished_Empty() => Assert.True(_reader.Peek(Capacity).IsEmpty);

    [Fact]
    public void Peek_MoreThanWanted_AsManyAsWanted()
    {
        Publish(0, 5);
        Assert.Equal([0, 1, 2], _reader.Peek(3).ToArray());
        Assert.Equal([0, 1, 2, 3, 4], _reader.Peek(Capacity).ToArray());
        Assert.Equal(0, _reader.Peek(0).Length);
    }

    [Fact]
    public void Peek_AcrossTheLastSlot_TwoPieces()
    {
        Publish(0, 6);
        _reader.Release(_reader.Peek(Capacity).Length);
        Publish(6, 5);
        Assert.Equal([6, 7], _reader.Peek(Capacity).ToArray());
        _reader.Release(2);
        Assert.Equal([8, 9, 10], _reader.Peek(Capacity).ToArray());
        _reader.Release(3);
        Assert.True(_reader.Peek(Capacity).IsEmpty);
    }

    [Fact]
    public void Release_MoreThanPublished_Throws()
    {
        Publish(0, 2);
        var length = _reader.Peek(Capacity).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => _reader.Release(length + 1));
    }

    [Fact]
    public void Peek_NegativeCount_Throws()
    {
        Publish(0, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => _reader.Peek(-1).Length);
    }

    private void Publish(long first, int count)
    {
        Assert.Equal(ClaimStatus.Claimed, _writer.TryClaim(count));
        for (var i = 0; i < count; i++)
            _writer[i] = first + i;
        _writer.Publish(count);
    }
}
