using System.Numerics;

namespace AlphaPulse.MarketData.Runs;

/// <summary>A stream's rate as a fraction of a <see cref="RateCurve"/>, in lowest terms. Immutable.</summary>
public readonly record struct StreamShare
{
    private StreamShare(long numerator, long denominator) => (Numerator, Denominator) = (numerator, denominator);

    /// <summary>The curve's own rate.</summary>
    public static StreamShare Whole { get; } = new(1, 1);

    /// <summary>No events.</summary>
    public static StreamShare None { get; } = new(0, 1);

    /// <summary>Numerator; 0 = no events.</summary>
    public long Numerator { get; }

    /// <summary>Denominator, greater than 0.</summary>
    public long Denominator { get; }

    /// <summary>The share that makes a curve of one rate a stream of another.</summary>
    /// <param name="streamRate">Events a second of the stream.</param>
    /// <param name="curveRate">Events a second of the curve, greater than 0.</param>
    public static StreamShare Of(long streamRate, long curveRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(streamRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(curveRate);
        var divisor = (long)BigInteger.GreatestCommonDivisor(streamRate, curveRate);
        return new StreamShare(streamRate / divisor, curveRate / divisor);
    }
}
