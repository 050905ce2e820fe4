using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Consuming;

public sealed class ObserverOfOneTests : ObserverTests
{
    private protected override IRingWriter CreateWriter(string path, RingOptions options) =>
        new SingleWriter(RingWriter<TestRecord>.Create(path, options));
}
