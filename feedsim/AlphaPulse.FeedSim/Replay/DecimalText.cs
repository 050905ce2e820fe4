namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// Decimal text as an exact integer: "61737.630" is 61737630 with 3 decimals. No exponent, no floating point, and an
/// overflow is a fault, never a wrap.
/// </summary>
internal static class DecimalText
{
    public const int MaxDecimals = 18;

    // 10^18 is the last power of ten below 2^63, so 18 digits can be added up unchecked.
    private const int UncheckedDigits = 18;

    private static readonly long[] s_powers = Powers();

    /// <summary>Reads an optional minus sign, digits and an optional point among or before them.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value, out int decimals)
    {
        value = 0;
        decimals = 0;
        var i = 0;
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        if (isNegative)
            i = 1;
        var digits = 0;
        var point = -1;
        for (; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                if (digits >= UncheckedDigits && value > (long.MaxValue - digit) / 10)
                    return false;
                value = value * 10 + digit;
                // Leading zeros do not bring the sum nearer to its bound.
                if (value != 0)
                    digits++;
            }
            else if (text[i] == (byte)'.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var signs = (isNegative ? 1 : 0) + (point >= 0 ? 1 : 0);
        if (text.Length == signs)
            return false;
        decimals = point < 0 ? 0 : text.Length - point - 1;
        if (isNegative)
            value = -value;
        return decimals <= MaxDecimals;
    }

    /// <summary>Reads text as a whole number of 10^-<paramref name="decimals"/>; surplus decimals must be zeros.</summary>
    public static bool TryParseFixed(ReadOnlySpan<byte> text, int decimals, out long value) =>
        TryParse(text, out value, out var found) && TryRescale(value, found, decimals, out value);

    /// <summary>
    /// As <see cref="TryParseFixed"/>, but surplus decimals are rounded: times that a recorder printed from floating point
    /// have digits below the nanosecond that mean nothing.
    /// </summary>
    public static bool TryParseRounded(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        if (!TryParse(text, out value, out var found))
            return false;
        if (found <= decimals)
            return TryRescale(value, found, decimals, out value);
        var divisor = s_powers[found - decimals];
        var (quotient, rest) = Math.DivRem(value, divisor);
        value = quotient + (Math.Abs(rest) >= divisor / 2 ? Math.Sign(value) : 0);
        return true;
    }

    /// <summary>Changes the decimals of a value; false where that overflows or would drop a digit that is not zero.</summary>
    public static bool TryRescale(long value, int fromDecimals, int toDecimals, out long scaled)
    {
        scaled = value;
        if (toDecimals >= fromDecimals)
        {
            var factor = s_powers[toDecimals - fromDecimals];
            if (value > long.MaxValue / factor || value < -(long.MaxValue / factor))
                return false;
            scaled = value * factor;
            return true;
        }

        var divisor = s_powers[fromDecimals - toDecimals];
        scaled = value / divisor;
        return scaled * divisor == value;
    }

    private static long[] Powers()
    {
        var powers = new long[MaxDecimals + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
