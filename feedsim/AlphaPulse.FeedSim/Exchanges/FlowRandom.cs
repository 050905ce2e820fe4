using System.Numerics;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// The random numbers of simulated order flow: xoshiro256++ (Blackman and Vigna 2019), seeded through SplitMix64, so that
/// a run repeats bit for bit on any runtime version. Not thread-safe.
/// </summary>
internal sealed class FlowRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">What it is for: different streams of one seed are independent.</param>
    public FlowRandom(long seed, long stream)
    {
        var state = (ulong)seed ^ ((ulong)stream * 0xD1342543DE82EF95);
        _s0 = Split(ref state);
        _s1 = Split(ref state);
        _s2 = Split(ref state);
        _s3 = Split(ref state);
    }

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … bound − 1 (Lemire's multiplication; its bias is below 2^-32 here).</summary>
    public int Next(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Pareto with minimum 1 and the given tail exponent, at most <paramref name="cap"/>.</summary>
    public double NextPareto(double exponent, double cap) => Math.Min(cap, Math.Pow(1 - NextDouble(), -1 / exponent));

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
