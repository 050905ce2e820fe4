using System.Net.Sockets;
using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>One send call for each publication.</summary>
internal readonly struct SocketSender(Socket socket) : ISender
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
            bytes = bytes[socket.Send(bytes)..];
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
