using System.Runtime.InteropServices;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Polls the reading end of a pipe, which it makes non-blocking.</summary>
internal struct AnonymousPipeReceiver : IReceiver
{
    private readonly SafeHandle _pipe;
    private StreamBuffer _buffer = new();

    internal AnonymousPipeReceiver(SafeHandle pipe)
    {
        _pipe = pipe;
        if (NativeMethods.FileControl(pipe, NativeMethods.SetStatusFlags, NativeMethods.NonBlocking) < 0)
            throw new IOException($"The pipe cannot be polled: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <inheritdoc/>
    public readonly ref readonly MarketEvent this[int index] => ref _buffer[index];

    /// <inheritdoc/>
    public int Poll()
    {
        var free = _buffer.Free;
        var bytes = NativeMethods.Read(_pipe, free, (nuint)free.Length);
        if (bytes > 0)
            return _buffer.Add((int)bytes);
        if (bytes < 0 && Marshal.GetLastPInvokeError() == NativeMethods.TryAgain)
            return 0;
        throw new IOException("The sender's end of the pipe is gone.");
    }

    /// <inheritdoc/>
    public void Release(int count) => _buffer.Release(count);

    /// <inheritdoc/>
    public readonly void Dispose()
    {
        // See the sender.
    }
}
