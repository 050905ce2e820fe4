using System.IO.Pipelines;
using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Reads a segment of the pipe in place at each poll.</summary>
internal struct PipelinesReceiver(PipeReader reader) : IReceiver
{
    private ReadResult _read;

    /// <inheritdoc/>
    public readonly ref readonly MarketEvent this[int index] => ref MemoryMarshal.Cast<byte, MarketEvent>(_read.Buffer.FirstSpan)[index];

    /// <inheritdoc/>
    public int Poll()
    {
        if (!reader.TryRead(out _read))
            return 0;

        // The sender never splits a record over two segments: it asks for whole claims.
        var count = _read.Buffer.FirstSpan.Length / MarketEvent.SizeBytes;
        if (count == 0)
            reader.AdvanceTo(_read.Buffer.Start);
        return count;
    }

    /// <inheritdoc/>
    public readonly void Release(int count) => reader.AdvanceTo(_read.Buffer.GetPosition(count * MarketEvent.SizeBytes));

    /// <inheritdoc/>
    public readonly void Dispose() => reader.Complete();
}
