namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// HdrHistogram's ZigZag LEB128-64b9B: 7 bits a byte, low first, 0x80 = more follow; a ninth byte carries the remaining 8 bits
/// and no flag, so that a 64-bit value never takes more than 9 bytes.
/// </summary>
internal static class ZigZag
{
    internal const int MaximumBytes = 9;

    /// <summary>Writes a value at the start of a span of at least <see cref="MaximumBytes"/>; returns the bytes used.</summary>
    internal static int Write(Span<byte> target, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (var length = 0; length < MaximumBytes - 1; length++)
        {
            if (rest < 0x80)
            {
                target[length] = (byte)rest;
                return length + 1;
            }
            target[length] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        target[MaximumBytes - 1] = (byte)rest;
        return MaximumBytes;
    }

    /// <summary>Reads a value; false if the span ends inside it.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> source, out long value, out int length)
    {
        ulong bits = 0;
        for (length = 0; length < source.Length && length < MaximumBytes;)
        {
            var next = source[length];
            var isLast = length == MaximumBytes - 1;
            bits |= (ulong)(isLast ? next : next & 0x7f) << (7 * length);
            length++;
            if (isLast || next < 0x80)
            {
                value = (long)(bits >> 1) ^ -(long)(bits & 1);
                return true;
            }
        }
        value = 0;
        return false;
    }
}
