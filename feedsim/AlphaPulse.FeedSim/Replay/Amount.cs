namespace AlphaPulse.FeedSim.Replay;

/// <summary>A number as the text has it: <paramref name="Value"/> × 10^-<paramref name="Decimals"/>.</summary>
internal readonly record struct Amount(long Value, int Decimals)
{
    /// <summary>Reads decimal text that must not be negative.</summary>
    /// <exception cref="MalformedLineException">It is no such text, or more than 64 bits hold.</exception>
    public static Amount Parse(string name, ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParse(text, out var value, out var decimals) || value < 0)
            throw MalformedLineException.Field(name, text, "a decimal number that is not negative and fits into 64 bits");
        return new Amount(value, decimals);
    }
}
