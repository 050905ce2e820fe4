using System.Buffers.Binary;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A case: bytes that a target takes its decisions from, one after the other. Behind their end all are zero, so that a case can be
/// cut and spliced anywhere and stays a case.
/// </summary>
internal ref struct Decisions(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes were asked for.</summary>
    internal int Taken { get; private set; }

    internal readonly bool IsEmpty => Taken >= _bytes.Length;

    internal int Byte()
    {
        var at = Taken++;
        return at < _bytes.Length ? _bytes[at] : 0;
    }

    /// <summary>True for one case in so many, whichever bytes it has: by a hash (FNV-1a) of all of them.</summary>
    internal readonly bool IsOneIn(uint cases)
    {
        var hash = 2166136261;
        foreach (var b in _bytes)
            hash = unchecked((hash ^ b) * 16777619);
        return hash % cases == 0;
    }

    /// <summary>0 to <paramref name="bound"/> − 1.</summary>
    internal int Below(int bound) => bound <= 256 ? Byte() % bound : (Byte() << 8 | Byte()) % bound;

    internal long Word()
    {
        Span<byte> word = stackalloc byte[sizeof(long)];
        for (var i = 0; i < word.Length; i++)
            word[i] = (byte)Byte();
        return BinaryPrimitives.ReadInt64LittleEndian(word);
    }
}
