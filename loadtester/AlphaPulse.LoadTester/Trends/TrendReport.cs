using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>What a history shows, figure by figure. Only runs of the last one's machine and load are comparable with it. Pure.</summary>
internal sealed record TrendReport
{
    /// <summary>Of the tests, as in the analysis of leaks less strict: a trend is a hint, and a comparison decides.</summary>
    public const double Level = 0.01;

    private const int FewestForLine = 3;

    // More is better only for these; of times, shares of errors and resources less is.
    private static readonly string[] s_gains = ["tps", "ops"];

    public required string File { get; init; }

    public required IReadOnlyList<HistoryRow> Rows { get; init; }

    public required IReadOnlyList<MetricTrend> Metrics { get; init; }

    /// <summary>Runs that were left out, and why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <param name="file">The history's name.</param>
    /// <param name="all">Its rows in the order of time; at least one.</param>
    /// <param name="passedOver">Lines that were none.</param>
    public static TrendReport Of(string file, IReadOnlyList<HistoryRow> all, int passedOver)
    {
        var last = all[^1];
        HistoryRow[] rows = [.. all.Where(row => row.Fingerprint == last.Fingerprint && row.LoadFingerprint == last.LoadFingerprint && row.Status is not ("invalid" or "interrupted"))];
        var notes = new List<string>();
        Note(all.Count(row => row.Status is "invalid" or "interrupted"), "invalid or interrupted");
        Note(all.Count(row => row.Fingerprint != last.Fingerprint), "of another machine than the last run");
        Note(all.Count(row => row.Fingerprint == last.Fingerprint && row.LoadFingerprint != last.LoadFingerprint), "of another load than the last run");
        if (passedOver > 0)
            notes.Add($"{passedOver} {(passedOver == 1 ? "line is" : "lines are")} no row of a history");
        return new TrendReport
        {
            File = file,
            Rows = rows,
            Metrics = [.. rows.SelectMany(row => row.Values.Keys).Distinct().Select(name => Analyse(name, rows))],
            Notes = notes,
        };

        void Note(int count, string what)
        {
            if (count > 0)
                notes.Add($"{count} {(count == 1 ? "run is" : "runs are")} left out: {what}");
        }
    }

    private static MetricTrend Analyse(string name, HistoryRow[] all)
    {
        HistoryRow[] rows = [.. all.Where(row => row.Values.ContainsKey(name))];
        double[] values = [.. rows.Select(row => row.Values[name])];
        var trend = new MetricTrend { Name = name, IsGain = s_gains.Contains(name), Rows = rows, Values = values, Changes = ChangePoints.Find(values, Level), Anomalies = [] };
        trend = trend with { Anomalies = AnomaliesOf(trend) };
        if (values.Length < FewestForLine)
            return trend;
        var test = MannKendall.TestCorrected(values);
        double[] places = [.. Enumerable.Range(0, values.Length)];
        return trend with { Line = TheilSen.Fit(places, values, varianceFactor: test.VarianceFactor), TrendProbability = test.PValue };
    }

    // Each held against the median of its own level, so that a step is not a row of outliers.
    private static IReadOnlyList<int> AnomaliesOf(MetricTrend trend)
    {
        var distances = new double[trend.Values.Length];
        foreach (var (start, end) in trend.Levels)
        {
            var median = RobustSpread.Median(trend.Values.AsSpan(start, end - start));
            for (var i = start; i < end; i++)
                distances[i] = trend.Values[i] - median;
        }

        return Anomalies.Find(distances);
    }
}
