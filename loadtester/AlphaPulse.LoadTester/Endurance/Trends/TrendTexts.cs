using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>Trends in sentences. Pure.</summary>
internal static class TrendTexts
{
    private static readonly Dictionary<string, string> s_labels =
        TrendMetrics.OfProcess.Select(pair => pair.Metric).Concat(TrendMetrics.OfRun.Select(pair => pair.Metric)).ToDictionary(metric => metric.Name, metric => metric.Label);

    public static string Name(TrendResults trend) => trend.Process is null ? s_labels[trend.Metric] : $"{trend.Process} {s_labels[trend.Metric]}";

    public static string Failure(TrendResults trend)
    {
        var verb = trend.SlopePerHour < 0 ? "falls" : "grows";
        var until = trend is { HoursToLimit: { } hours, Limit: { } limit } ? $"; reaches {Amount(limit, trend.Unit)} in {hours.ToString("#,0.0", CultureInfo.InvariantCulture)} h" : "";
        return $"{Name(trend)} {verb} by {Slope(trend)}: allowed are {Amount(trend.AllowedPerDay, trend.Unit)} in 24 h{until}";
    }

    public static string Step(TrendResults trend) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name(trend)} changed once by {Amount(trend.Step ?? 0, trend.Unit)}, after {trend.StepAtHours:0.00} h: a step, no trend");

    public static string Late(TrendResults trend) =>
        $"{Name(trend)} {(trend.SlopePerHour < 0 ? "falls" : "grows")} in the second half of the run, not in the first: a longer run tells whether it goes on";

    /// <summary>What those of the verdicts mean that do not say it themselves, a sentence each.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<TrendResults> trends)
    {
        (string Verdict, string Meaning)[] notes =
        [
            (TrendJudge.LevelledOff, "more than is allowed over the run, but hardly any of it in the second half: no leak"),
            (TrendJudge.SetInLate, "more than is allowed over the run, but hardly any of it in the first half"),
            (TrendJudge.NotCertain, "more than is allowed, but a slow wandering looks like this, too: a longer run tells"),
            (TrendJudge.NeverCollected, "no full collection ran, so nothing is known of this heap"),
        ];
        return notes.Where(note => trends.Any(trend => trend.Verdict == note.Verdict)).Select(note => $"{note.Verdict}: {note.Meaning}");
    }

    /// <summary>With the interval, as in "1.5 MB an hour (1.2 to 1.8, p = 2e-9)".</summary>
    public static string Slope(TrendResults trend) =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount(Math.Abs(trend.SlopePerHour), trend.Unit)} an hour ({Number(trend.SlopeLowPerHour, trend.Unit)} to {Number(trend.SlopeHighPerHour, trend.Unit)}, p = {trend.PValue:0.#e+0})");

    public static string Amount(double value, string unit) => unit switch
    {
        "bytes" => $"{Number(value, unit)} MB",
        "" => Number(value, unit),
        _ => $"{Number(value, unit)} {unit}",
    };

    /// <summary>Bytes in MB.</summary>
    public static string Number(double value, string unit)
    {
        var shown = unit == "bytes" ? value / 1e6 : value;
        return shown.ToString(Math.Abs(shown) < 100 ? "#,0.##" : "#,0", CultureInfo.InvariantCulture);
    }
}
