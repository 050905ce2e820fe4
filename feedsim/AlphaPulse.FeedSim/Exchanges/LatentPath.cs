namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// A mean-reverting path over one lap of a tape that starts and ends at 0: the fair price, in ticks from the middle.
/// All venues of a symbol share one, and each adds a smaller one of its own.
/// </summary>
internal sealed class LatentPath
{
    private const int Knots = 256;
    // Share of the deviation that survives from knot to knot: a half-life of about nine knots.
    private const double Persistence = 0.925;
    // The first and last eighth of the lap fade in and out, so that laps join without a jump.
    private const double Fade = 8;

    private readonly double[] _ticks = new double[Knots + 1];

    public LatentPath(FlowRandom random, double standardDeviationTicks)
    {
        var shock = standardDeviationTicks * Math.Sqrt(1 - Persistence * Persistence);
        var value = 0.0;
        for (var i = 0; i <= Knots; i++)
        {
            var position = (double)i / Knots;
            _ticks[i] = value * Math.Min(1, Fade * Math.Min(position, 1 - position));
            value = value * Persistence + shock * random.NextNormal();
        }
    }

    /// <param name="position">Share of the lap that has passed, 0 to 1.</param>
    public double At(double position)
    {
        var x = position * Knots;
        var knot = Math.Min((int)x, Knots - 1);
        return _ticks[knot] + (_ticks[knot + 1] - _ticks[knot]) * (x - knot);
    }
}
