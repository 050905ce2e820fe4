namespace AlphaPulse.MarketData.Runs;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers for a seed on every version of the runtime.</summary>
internal sealed class SpacingRandom(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>Exponentially distributed, mean 1.</summary>
    public double Exponential()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        // 53 bits, in (0, 1]: the logarithm of 0 is never taken.
        return -Math.Log(((z >> 11) + 1) * (1.0 / (1L << 53)));
    }
}
