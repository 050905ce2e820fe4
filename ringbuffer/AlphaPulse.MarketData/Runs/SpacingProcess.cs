namespace AlphaPulse.MarketData.Runs;

/// <summary>Draws event times of point processes whose mean rate is 1.</summary>
internal static class SpacingProcess
{
    /// <summary>A Poisson process: independent exponential intervals.</summary>
    /// <returns><paramref name="count"/> + 1 times, the first of which is 0.</returns>
    public static double[] Poisson(int count, long seed)
    {
        var random = new SpacingRandom(seed);
        var times = new double[count + 1];
        for (var i = 1; i < times.Length; i++)
            times[i] = times[i - 1] + random.Exponential();
        return times;
    }

    /// <summary>
    /// A Hawkes process with the intensity μ + Σ (n/d)·exp(−(t − tᵢ)/d), where μ = 1 − n makes the stationary mean rate 1. Exact: the next
    /// event is the earlier of one that the base rate causes and one that the decaying excitement causes, whose
    /// distribution is inverted in closed form (Dassios and Zhao, "Exact simulation of Hawkes process with exponentially decaying
    /// intensity", 2013).
    /// </summary>
    /// <param name="count">Events.</param>
    /// <param name="branching">n, at least 0 and below 1.</param>
    /// <param name="decay">d, in mean intervals between events.</param>
    /// <param name="seed">Seed.</param>
    /// <returns><paramref name="count"/> + 1 times, the first of which is 0; the process is stationary there.</returns>
    public static double[] Hawkes(int count, double branching, double decay, long seed)
    {
        var random = new SpacingRandom(seed);
        var (baseRate, jump, excitement, at) = (1 - branching, branching / decay, 0.0, 0.0);
        // From an empty past the mean approaches the stationary one by 1/e in d/(1 − n).
        var stationaryFrom = 20 * decay / (1 - branching);
        while (at < stationaryFrom)
            at += Next();
        var times = new double[count + 1];
        for (var i = 1; i < times.Length; i++)
            times[i] = times[i - 1] + Next();
        return times;

        double Next()
        {
            var interval = random.Exponential() / baseRate;
            // Of an excitement x that decays, all that is still to come is x·d: with probability exp(−x·d) it causes nothing.
            var left = excitement > 0 ? 1 - (random.Exponential() / (excitement * decay)) : 0;
            if (left > 0)
                interval = Math.Min(interval, -decay * Math.Log(left));
            excitement = (excitement * Math.Exp(-interval / decay)) + jump;
            return interval;
        }
    }
}
