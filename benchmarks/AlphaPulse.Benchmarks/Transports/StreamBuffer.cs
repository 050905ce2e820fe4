using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Cuts a stream of bytes into records; a record of which only a part has come is completed later.</summary>
internal struct StreamBuffer()
{
    // Room for several sends a read; more would leave the first-level cache.
    private const int Bytes = 16 * 1024;

    private readonly byte[] _bytes = new byte[Bytes];
    private int _filled;

    /// <summary>Where the next bytes go.</summary>
    internal readonly Span<byte> Free => _bytes.AsSpan(_filled);

    internal readonly ref readonly MarketEvent this[int index] => ref MemoryMarshal.Cast<byte, MarketEvent>(_bytes.AsSpan())[index];

    /// <summary>Notes that bytes have come; returns how many whole records there are.</summary>
    internal int Add(int bytes)
    {
        _filled += bytes;
        return _filled / MarketEvent.SizeBytes;
    }

    internal void Release(int records)
    {
        var used = records * MarketEvent.SizeBytes;
        _bytes.AsSpan(used, _filled - used).CopyTo(_bytes);
        _filled -= used;
    }
}
