using System.Globalization;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Trends;

/// <summary>What to do about a trend, by rule: a history hints, a comparison of programs decides.</summary>
internal static class TrendAdvice
{
    // What a comparison would allow: smaller steps and drifts are not worth a bench.
    private const double Least = 0.05;

    public static IReadOnlyList<string> Of(TrendReport report)
    {
        var advice = new List<string>();
        foreach (var metric in report.Metrics)
        {
            var hasStep = false;
            foreach (var change in metric.Changes)
            {
                var size = change.Before > 0 ? (change.After / change.Before) - 1 : 0;
                if (Math.Abs(size) < Least)
                    continue;
                hasStep = true;
                advice.Add(metric.IsWorse(size)
                    ? $"{metric.Name} went from {MetricText.Number(change.Before)} to {MetricText.Number(change.After)} ({Signed(size)}) at run {change.Index + 1}{Commit(metric, change.Index)}: bench-pair it against the program before{Commit(metric, change.Index - 1)}"
                    : $"{metric.Name} improved from {MetricText.Number(change.Before)} to {MetricText.Number(change.After)} ({Signed(size)}) at run {change.Index + 1}{Commit(metric, change.Index)}: save a new baseline, the old one would hide a later loss");
            }

            // A slow slope is cut into small steps too.
            if (metric.IsDrifting && !hasStep && Math.Abs(metric.Drift) >= Least && metric.IsWorse(metric.Drift))
                advice.Add($"{metric.Name} creeps, {Signed(metric.Drift)} over {metric.Values.Length} runs without a clear step: bench-pair the last program against the first, no neighbouring two will show it");
            if (metric.Anomalies.Contains(metric.Values.Length - 1))
                advice.Add($"{metric.Name} of the last run ({MetricText.Number(metric.Values[^1])}) stands apart from its level: repeat the run before anything is read into it");
        }

        return advice;
    }

    private static string Commit(MetricTrend metric, int index) => metric.Rows[index].Commit is { Length: > 0 } commit ? $" (commit {commit[..Math.Min(12, commit.Length)]})" : "";

    private static string Signed(double share) => (share * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";
}
