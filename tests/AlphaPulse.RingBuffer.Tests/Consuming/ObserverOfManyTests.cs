using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

public sealed class ObserverOfManyTests : ObserverTests
{
    private protected override IRingWriter CreateWriter(string path, RingOptions options) =>
        new OneOfMany(MultiWriterRing<TestRecord>.Create(path, "writer", options));
}
