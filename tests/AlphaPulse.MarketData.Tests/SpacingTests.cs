using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.MarketData.Tests;

public class SpacingTests
{
    // Of a million samples of the right distribution, one set in ten thousand is further away.
    private const double FarForAMillion = 2.23e-3;

    [Fact]
    public void Poisson_Intervals_AreExponential()
    {
        var intervals = Intervals(Draw("poisson", 15_000));
        var distance = ToExponential(intervals);
        Print($"KS distance to the exponential distribution: {distance:0.00000} over {intervals.Length:N0} intervals");
        Assert.InRange(distance, 0, FarForAMillion);
        // The detector sees intervals that are a little too regular.
        Assert.True(ToExponential([.. intervals.Select(interval => (0.99 * interval) + 0.01)]) > FarForAMillion);
    }

    [Fact]
    public void Poisson_Counts_VaryAsMuchAsTheirMean()
    {
        var counts = Counts(Draw("poisson", 15_000), windowEvents: 100);
        var fano = Variance(counts) / counts.Average();
        Print($"variance / mean of counts: {fano:0.000}");
        Assert.InRange(fano, 0.93, 1.07);
    }

    [Theory]
    [InlineData(0.3, 5)]
    [InlineData(0.7, 20)]
    [InlineData(0.9, 50)]
    [InlineData(0, 20)]
    public void Hawkes_BranchingRatioAndDecay_AreFoundAgainInItsTimes(double branching, double decayEvents)
    {
        var times = Times(Draw(FormattableString.Invariant($"hawkes:{branching},{decayEvents}ms"), 1_000));
        var excitement = Excitement(times, decayEvents);
        var found = EstimateBranching(excitement);
        var residuals = Residuals(times, excitement, branching, decayEvents);
        var distance = ToExponential(residuals);
        var deviation = 1 / Math.Sqrt(excitement.Sum(sum => Math.Pow((sum - 1) / (1 - found + (found * sum)), 2)));
        Print($"branching ratio {branching}: found {found:0.0000} ± {deviation:0.0000}; KS distance of the rescaled intervals to the exponential distribution {distance:0.00000}");
        // Beyond four and a half deviations lies one estimate in a hundred thousand.
        Assert.InRange(deviation, 0, 0.01);
        Assert.InRange(found, branching - (4.5 * deviation), branching + (4.5 * deviation));
        // Bringing the mean to exactly 1 stretches all times by up to a few parts in 1/(1 − n) thousand.
        Assert.InRange(distance, 0, FarForAMillion + (0.004 / (1 - branching)));
        // The detector sees another decay.
        var other = Excitement(times, decayEvents * 3);
        Assert.True(branching == 0 || ToExponential(Residuals(times, other, branching, decayEvents * 3)) > 2 * distance);
    }

    [Fact]
    public void Hawkes_WithoutBranching_IsPoisson() => Assert.InRange(ToExponential(Intervals(Draw("hawkes:0,1ms", 1_000))), 0, FarForAMillion);

    [Fact]
    public void Draw_OfASeed_IsAlwaysTheSame()
    {
        Assert.True(SpacingSpec.TryParse("hawkes:0.5,2ms", out var spec, out _));
        var first = SpacingTable.Draw(spec, 1_000, 7);
        Assert.Equal(first.Positions.ToArray(), SpacingTable.Draw(spec, 1_000, 7).Positions.ToArray());
        Assert.NotEqual(first.Positions.ToArray(), SpacingTable.Draw(spec, 1_000, 8).Positions.ToArray());
    }

    [Theory]
    [InlineData("poisson")]
    [InlineData("hawkes:0.8,20ms")]
    public void Draw_OverItsWholeLength_HasExactlyTheMeanRate(string text)
    {
        var table = Draw(text, 1_000);
        Assert.Equal(SpacingTable.DrawnEvents * table.UnitsPerEvent, table.Span);
        Assert.Equal(0, table.Positions[0]);
        for (var i = 1; i < table.Count; i++)
            Assert.True(table.Positions[i] >= table.Positions[i - 1]);
        Assert.True(table.Positions[^1] <= table.Span);
    }

    [Fact]
    public void Recorded_AtASpeed_KeepsTheCapturesIntervals()
    {
        var table = SpacingTable.Recorded([1_000, 1_000, 5_000, 9_000], 2);
        Assert.Equal([0L, 0, 2_000, 4_000], table.Positions.ToArray());
        // The lap ends a mean interval after the last update.
        Assert.Equal(5_333, table.Span);
        Assert.Equal([5_333L, 5_333, 7_333], new[] { table.PositionOf(4), table.PositionOf(5), table.PositionOf(6) });
        Assert.Equal([2L, 3, 4, 6], new[] { table.IndexFrom(1), table.IndexFrom(2_001), table.IndexFrom(5_000), table.IndexFrom(5_334) });
    }

    [Fact]
    public void Recorded_WithoutTwoTimes_IsRefused() => Assert.Throws<ArgumentException>(() => SpacingTable.Recorded([5, 5, 5], 1));

    private static SpacingTable Draw(string text, long eventsPerSecond)
    {
        var seed = Environment.GetEnvironmentVariable("ALPHAPULSE_SEED") is { Length: > 0 } given ? long.Parse(given) : Random.Shared.NextInt64();
        Print($"seed {seed} (ALPHAPULSE_SEED={seed} repeats it)");
        Assert.True(SpacingSpec.TryParse(text, out var spec, out var fault), fault);
        return SpacingTable.Draw(spec, eventsPerSecond, seed);
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private static double[] Times(SpacingTable table)
    {
        var times = new double[table.Count];
        for (var i = 0; i < times.Length; i++)
            times[i] = table.Positions[i] / (double)table.UnitsPerEvent;
        return times;
    }

    private static double[] Intervals(SpacingTable table)
    {
        var times = Times(table);
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }

    private static double[] Counts(SpacingTable table, int windowEvents)
    {
        var counts = new double[table.Count / windowEvents];
        foreach (var time in Times(table))
            counts[Math.Min((int)(time / windowEvents), counts.Length - 1)]++;
        return counts;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    // Σ exp(−(tᵢ − tⱼ)/d)/d over the events before event i.
    private static double[] Excitement(double[] times, double decay)
    {
        var sums = new double[times.Length];
        for (var i = 1; i < times.Length; i++)
            sums[i] = (sums[i - 1] + (1 / decay)) * Math.Exp(-(times[i] - times[i - 1]) / decay);
        return sums;
    }

    // Maximum likelihood: the root of the derivative of Σ log(1 − n + n·Sᵢ), which falls with n.
    private static double EstimateBranching(double[] excitement)
    {
        var (low, high) = (-0.05, 0.999);
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            if (excitement.Sum(sum => (sum - 1) / (1 - middle + (middle * sum))) > 0)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    // Integrals of the intensity from event to event: exponential with mean 1 if the process is what it says.
    private static double[] Residuals(double[] times, double[] excitement, double branching, double decay)
    {
        var residuals = new double[times.Length - 1];
        for (var i = 1; i < times.Length; i++)
        {
            var before = excitement[i - 1] + (1 / decay);
            residuals[i - 1] = ((1 - branching) * (times[i] - times[i - 1])) + (branching * decay * (before - excitement[i]));
        }

        return residuals;
    }

    private static double ToExponential(double[] samples)
    {
        var sorted = samples.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = 1 - Math.Exp(-sorted[i]);
            distance = Math.Max(distance, Math.Max(Math.Abs(expected - ((double)i / sorted.Length)), Math.Abs(expected - ((i + 1.0) / sorted.Length))));
        }

        return distance;
    }
}
