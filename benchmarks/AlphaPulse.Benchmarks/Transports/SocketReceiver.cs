using System.Net.Sockets;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Polls a non-blocking socket.</summary>
internal struct SocketReceiver : IReceiver
{
    private readonly Socket _socket;
    private StreamBuffer _buffer = new();

    internal SocketReceiver(Socket socket)
    {
        _socket = socket;
        socket.Blocking = false;
    }

    /// <inheritdoc/>
    public readonly ref readonly MarketEvent this[int index] => ref _buffer[index];

    /// <inheritdoc/>
    public int Poll()
    {
        var bytes = _socket.Receive(_buffer.Free, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return 0;
        if (error != SocketError.Success || bytes == 0)
            throw new IOException($"The sender's end of the socket is gone ({error}).");
        return _buffer.Add(bytes);
    }

    /// <inheritdoc/>
    public void Release(int count) => _buffer.Release(count);

    /// <inheritdoc/>
    public readonly void Dispose() => _socket.Dispose();
}
