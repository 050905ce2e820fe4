using System.Runtime.InteropServices;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>One write call for each publication.</summary>
internal readonly struct AnonymousPipeSender(SafeHandle pipe) : ISender
{
    private readonly MarketEvent[] _claim = new MarketEvent[BatchSizes.Largest];

    /// <inheritdoc/>
    public ref MarketEvent this[int index] => ref _claim[index];

    /// <inheritdoc/>
    public bool TryClaim(int count) => true;

    /// <inheritdoc/>
    public void Publish(int count)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(_claim.AsSpan(0, count));
        while (!bytes.IsEmpty)
        {
            var written = NativeMethods.Write(pipe, bytes, (nuint)bytes.Length);
            if (written < 0)
                throw new IOException($"The receiver's end of the pipe is gone: {Marshal.GetLastPInvokeErrorMessage()}.");
            bytes = bytes[(int)written..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The pipe was made before the other process and serves all rounds; its owner closes it.
    }
}
