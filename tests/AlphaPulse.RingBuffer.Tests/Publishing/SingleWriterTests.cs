using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Publishing;

public sealed class SingleWriterTests : RingWriterTests
{
    [Fact]
    public void TryClaim_AnUnpublishedClaim_IsSuperseded()
    {
        using var writer = Create(64);
        using var reader = Join("reader");
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(5));
        writer[0].Fill(99);
        Assert.Equal(ClaimStatus.Claimed, writer.TryClaim(2));
        writer[0].Fill(0);
        writer[1].Fill(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer[2]);
        writer.Publish(2);
        Assert.Equal(2, reader.Available());
        Assert.True(reader[0].IsIntact(0));
        Assert.True(reader[1].IsIntact(1));
    }

    private protected override IRingWriter Create(string path, RingOptions options) => new SingleWriter(RingWriter<TestRecord>.Create(path, options));
}
