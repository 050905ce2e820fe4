using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>
/// Whether a series grows, or gets worse. All of these have to hold: the test says that chance does not do it, the slope is many of its
/// standard errors, it is more than is allowed in 24 hours, both halves of the run have it, and one sudden change does not explain it. Pure.
/// </summary>
internal static class TrendJudge
{
    public const string Steady = "steady";
    public const string Trend = "trend";
    public const string Step = "step";

    /// <summary>All of it holds but that the second half has it.</summary>
    public const string LevelledOff = "levelled off";

    /// <summary>All of it holds but that the first half has it.</summary>
    public const string SetInLate = "set in late";

    /// <summary>Even the lower end of the slope's interval is more than is allowed, but it may be a slow wandering.</summary>
    public const string NotCertain = "not certain";

    /// <summary>A heap of which nothing is known, because no full collection ran in the judged time.</summary>
    public const string NeverCollected = "never collected";
    public const string NotEnoughData = "not enough data";

    // For some 30 series a run: one false alarm in 30 runs by the test alone, were it not for the other conditions.
    private const double MostPValue = 0.001;

    // Standard errors. Ranks alone cannot tell a slow wandering from a trend in the few windows of an hour; how far a series wanders from
    // its line can. On simulated clean hours 4 leaves no more than a few false alarms in 100 runs.
    private const double LeastStrength = 4;

    // The slope of a half scatters 2.8 times as much as that of the whole; a half without the trend has none of it.
    private const double LeastShareInHalf = 0.2;
    private const double HoursPerDay = 24;

    /// <param name="metric">What the series is of.</param>
    /// <param name="process">Whose it is, or null.</param>
    /// <param name="blocks">The series.</param>
    /// <param name="isLongEnough">Whether the run is.</param>
    /// <param name="limit">What it runs into, and what is left until then; or null.</param>
    public static TrendResults Judge(TrendMetric metric, string? process, IReadOnlyList<TrendBlock> blocks, bool isLongEnough, (double Limit, double Left)? limit)
    {
        var count = blocks.Sum(block => block.Values.Length);
        var results = new TrendResults { Metric = metric.Name, Process = process, Unit = metric.Unit, Windows = count, Verdict = NotEnoughData };
        if (count == 0)
            return isLongEnough && metric.IsOfHeap ? results with { Verdict = NeverCollected } : results;
        double[] values = [.. blocks.SelectMany(block => block.Values)];
        Array.Sort(values);
        var level = RobustSpread.MedianOfSorted(values);
        var allowed = metric.AllowedPerDay(level);
        var trend = BlockTrend.Of(blocks);
        results = With(results, trend) with { Level = Round(level), AllowedPerDay = Round(allowed) };
        if (!isLongEnough || count < TrendWindows.Least)
            return results;

        var step = TrendStep.Find(blocks);
        var rest = blocks;
        if (step is { } found)
        {
            results = results with { Step = Round(found.Size), StepAtHours = Math.Round(found.AtHours, 3) };
            rest = found.Split(blocks);
        }

        var restTrend = step is null ? trend : BlockTrend.Of(rest);
        var verdict = VerdictOf(metric, rest, restTrend, allowed);
        if (verdict == Trend)
            return WithLimit(With(results, restTrend) with { Verdict = Trend }, metric, restTrend.Slope, limit);
        var isStep = step is { } change && (metric.IsFallBad ? -change.Size : change.Size) > allowed;
        if (isStep)
            return results with { Verdict = Step };
        if (verdict != Steady)
            return With(results, restTrend) with { Verdict = verdict };

        // A reader sees the slope and its interval: what these say has to be told.
        var least = metric.IsFallBad ? -trend.High : trend.Low;
        if (least * HoursPerDay > allowed)
            verdict = HalvesOf(blocks, trend) is var halves and not Trend ? halves : NotCertain;
        return results with { Verdict = verdict };
    }

    private static string VerdictOf(TrendMetric metric, IReadOnlyList<TrendBlock> blocks, BlockTrend trend, double allowed)
    {
        var bad = metric.IsFallBad ? -trend.Slope : trend.Slope;
        if (trend.PValue >= MostPValue || trend.Strength < LeastStrength || bad * HoursPerDay <= allowed)
            return Steady;
        return HalvesOf(blocks, trend);
    }

    private static string HalvesOf(IReadOnlyList<TrendBlock> blocks, BlockTrend trend)
    {
        double[] hours = [.. blocks.SelectMany(block => block.Hours)];
        Array.Sort(hours);
        var middle = RobustSpread.MedianOfSorted(hours);
        if (!IsIn(middle, double.PositiveInfinity))
            return LevelledOff;
        return IsIn(double.NegativeInfinity, middle) ? Trend : SetInLate;

        bool IsIn(double from, double to) => BlockTrend.SlopeOf(blocks.Select(block => block.Between(from, to))) / trend.Slope >= LeastShareInHalf;
    }

    private static TrendResults With(TrendResults results, BlockTrend trend) => results with
    {
        SlopePerHour = Round(trend.Slope),
        SlopeLowPerHour = Round(trend.Low),
        SlopeHighPerHour = Round(trend.High),
        PValue = trend.PValue,
        Strength = Math.Round(trend.Strength, 2),
    };

    private static TrendResults WithLimit(TrendResults results, TrendMetric metric, double slope, (double Limit, double Left)? limit) => limit is not { } known || metric.IsFallBad
        ? results
        : results with { Limit = Round(known.Limit), HoursToLimit = Math.Round(Math.Max(0, known.Left / slope), 2) };

    // Seven digits: more than any of these is known to.
    private static double Round(double value) => value == 0 ? 0 : double.Parse(value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
