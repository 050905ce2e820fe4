namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>Field texts that Databento's CSV files share.</summary>
internal static class DatabentoText
{
    /// <summary>Prices are multiples of 10^-9, whatever the file shows.</summary>
    public const int PriceDecimals = 9;

    private const long NsPerSecond = 1_000_000_000;

    // What a raw price column holds where there is no price.
    private const long UndefinedPrice = long.MaxValue;

    /// <summary>A price; false in <paramref name="isDefined"/> for an empty field. Without a point it is a raw count of 10^-9.</summary>
    public static bool TryPrice(ReadOnlySpan<byte> text, out long price, out bool isDefined)
    {
        price = 0;
        isDefined = false;
        if (text.IsEmpty || text.SequenceEqual("nan"u8) || text.SequenceEqual("NaN"u8))
            return true;
        if (!DecimalText.TryParse(text, out var value, out var decimals))
            return false;
        if (!text.Contains((byte)'.'))
        {
            isDefined = value != UndefinedPrice;
            price = isDefined ? value : 0;
            return true;
        }

        isDefined = true;
        return DecimalText.TryRescale(value, decimals, PriceDecimals, out price);
    }

    /// <summary>A time: 2025-07-17T07:05:09.035793433Z, or nanoseconds since 1970.</summary>
    public static long Time(string name, ReadOnlySpan<byte> text)
    {
        if (TryIsoTime(text, out var ns) || (DecimalText.TryParse(text, out ns, out var decimals) && decimals == 0 && ns >= 0))
            return ns;
        throw MalformedLineException.Field(name, text, "a time like 2025-07-17T07:05:09.035793433Z or nanoseconds since 1970");
    }

    private static bool TryIsoTime(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':')
            return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second))
            return false;
        // 2262 is where nanoseconds since 1970 end.
        if (year is < 1970 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = text[19..];
        if (fraction.EndsWith("Z"u8))
            fraction = fraction[..^1];
        else if (fraction.EndsWith("+00:00"u8))
            fraction = fraction[..^6];
        else
            return false;
        var fractionNs = 0L;
        if (!fraction.IsEmpty && (fraction[0] != '.' || !DecimalText.TryParseFixed(fraction, 9, out fractionNs)))
            return false;
        var days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        ns = (((days * 24L + hour) * 60 + minute) * 60 + second) * NsPerSecond + fractionNs;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (c - '0');
        }

        return true;
    }
}
