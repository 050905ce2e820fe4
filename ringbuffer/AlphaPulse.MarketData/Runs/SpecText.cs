using System.Globalization;

namespace AlphaPulse.MarketData.Runs;

/// <summary>The small notation shared by <see cref="PatternSpec"/> and <see cref="ArrivalSpec"/>: 10k, 1.5m, 500us, 5s.</summary>
public static class SpecText
{
    /// <summary>Reads a rate: digits with an optional decimal point and an optional k (10^3) or m (10^6), whole events a second.</summary>
    public static bool TryRate(string text, out long perSecond)
    {
        var (digits, factor) = text switch
        {
            [.., 'k' or 'K'] => (text[..^1], 1_000m),
            [.., 'm' or 'M'] => (text[..^1], 1_000_000m),
            _ => (text, 1m),
        };
        return TryScale(digits, factor, out perSecond);
    }

    /// <summary>Reads a duration with one of the units ns, us, ms, s, m, h; the result is in nanoseconds.</summary>
    public static bool TryDuration(string text, out long nanoseconds)
    {
        foreach (var (unit, factor) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
                return TryScale(text[..^unit.Length], factor, out nanoseconds);
        }

        nanoseconds = 0;
        return false;
    }

    /// <summary>The shortest text that <see cref="TryDuration"/> reads back as the same duration.</summary>
    public static string Duration(long nanoseconds)
    {
        foreach (var (unit, factor) in s_units.OrderByDescending(u => u.Factor))
        {
            if (nanoseconds % (long)factor == 0)
                return $"{nanoseconds / (long)factor}{unit}";
        }

        return $"{nanoseconds}ns";
    }

    // "s" last among those that end in s.
    private static readonly (string Unit, decimal Factor)[] s_units =
    [
        ("ns", 1m), ("us", 1_000m), ("ms", 1_000_000m), ("s", 1_000_000_000m), ("m", 60_000_000_000m), ("h", 3_600_000_000_000m),
    ];

    private static bool TryScale(string digits, decimal factor, out long value)
    {
        value = 0;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
            return false;
        var scaled = number * factor;
        value = (long)scaled;
        return scaled == value;
    }
}
