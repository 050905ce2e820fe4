using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests;

public sealed class GatedReaderTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(2, 0)]
    [InlineData(8, int.MaxValue - 3L)]
    [InlineData(64, uint.MaxValue - 3L)]
    [InlineData(1024, (1L << 62) - 100)]
    public void Read_WriterRunsAhead_EverySequenceOnceInOrder(long capacity, long firstSequence)
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = capacity, FirstSequence = firstSequence });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        var published = firstSequence;
        var read = firstSequence;
        while (read < firstSequence + 10 * capacity)
        {
            while (writer.TryClaim() == ClaimStatus.Claimed)
            {
                writer[0].Fill(published++);
                writer.Publish();
            }

            Assert.Equal(0, writer.SlowestReader);
            Assert.Equal(capacity, published - read);
            var available = reader.Available();
            Assert.Equal(capacity, available);
            for (var i = 0; i < available; i++)
                Assert.True(reader[read + i].IsIntact(read + i));
            reader.Release(available);
            read += available;
        }
    }

    [Fact]
    public void Publish_SeveralRecords_VisibleTogether()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 256 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(100));
        for (var i = 0; i < 100; i++)
            writer[i].Fill(i);
        Assert.Equal(0, reader.Available());
        writer.Publish(100);
        Assert.Equal(100, reader.Available());
    }

    [Fact]
    public void TryClaim_MoreThanIsFree_FullUntilReleased()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(5));
        writer.Publish(5);
        Assert.Equal(ClaimStatus.Full, writer.TryClaim(4));
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(3));
        Assert.Equal(5, reader.Available());
        reader.Release(1);
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(4));
    }

    [Fact]
    public void Observer_Lapped_DeliveredPlusLostIsPublished()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        for (long sequence = 0; sequence < 1000; sequence++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
            writer[0].Fill(sequence);
            writer.Publish();
        }

        while (true)
        {
            var expected = observer.Position;
            var status = observer.TryRead(out var record);
            if (status == ObserveStatus.Empty)
                break;
            if (status == ObserveStatus.Read)
                Assert.True(record.IsIntact(expected));
        }

        Assert.Equal(1000, observer.Delivered + observer.Lost);
        Assert.InRange(observer.Delivered, 32, 64);
    }
}
