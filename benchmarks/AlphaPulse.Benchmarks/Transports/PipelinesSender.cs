using System.IO.Pipelines;
using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Fills the pipe's own buffers, one flush for each publication.</summary>
internal struct PipelinesSender(PipeWriter writer) : ISender
{
    private Memory<byte> _claim;

    /// <inheritdoc/>
    public readonly ref MarketEvent this[int index] => ref MemoryMarshal.Cast<byte, MarketEvent>(_claim.Span)[index];

    /// <inheritdoc/>
    public bool TryClaim(int count)
    {
        _claim = writer.GetMemory(count * MarketEvent.SizeBytes);
        return true;
    }

    /// <inheritdoc/>
    public readonly void Publish(int count)
    {
        writer.Advance(count * MarketEvent.SizeBytes);
        var flush = writer.FlushAsync();
        if (!flush.IsCompleted)
        {
            // Above the pause threshold: polled like everything else here; the continuation would cost a switch of threads.
            while (!flush.IsCompleted)
                Thread.SpinWait(1);
        }

        _ = flush.Result;
    }

    /// <inheritdoc/>
    public readonly void Dispose() => writer.Complete();
}
