using System.Globalization;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A comparison as lines: the verdict last, where the eye is, with the evidence above it.</summary>
internal static class ComparisonScreen
{
    // Ten times: beyond that the digits say nothing.
    private const double Large = 9.99;

    /// <param name="report">What was found.</param>
    /// <param name="command">What the last line starts with.</param>
    public static IReadOnlyList<ReportLine> Lines(ComparisonReport report, string command = "compare")
    {
        var lines = new List<ReportLine>
        {
            new(report.ArePaired ? $"Comparison of {report.A.Runs} pairs of runs" : $"Comparison of {report.A.Runs} and {report.B.Runs} unpaired runs", Tone.Title),
            new($"  A = {Side(report.A)}"),
            new($"  B = {Side(report.B)}"),
            new(""),
            new(Row("metric", "A", "B", "change", $"{Percent(report.Confidence, "0.#")} interval", "allowed", "p worse", "smallest", "verdict"), Tone.Faint),
        };
        foreach (var metric in report.Metrics)
        {
            if (metric.Rule.IsGated || metric.Verdict != MetricVerdict.NotMeasured)
                lines.Add(new ReportLine(Line(metric), ToneOf(metric)));
        }

        lines.Add(new ReportLine(""));
        lines.Add(new ReportLine("  * gated; ~ at the timer's floor; change = Hodges-Lehmann estimate of B against A; allowed = the greatest of s: --delta, A: 3 x A/A spread, t: one step of the timer", Tone.Faint));
        lines.Add(new ReportLine("  p worse = for \"worse by no more than allowed\", Holm over the gated metrics; smallest = change that would be confirmed 4 times in 5", Tone.Faint));
        foreach (var note in report.Notes)
            lines.Add(new ReportLine($"  note: {note}"));
        foreach (var obstacle in report.Obstacles)
            lines.Add(new ReportLine($"  cannot gate: {obstacle}", Tone.Warning));
        lines.AddRange(Verdict(report, command));
        return lines;
    }

    /// <summary>A verdict in capitals.</summary>
    public static string Name(MetricVerdict verdict) => verdict switch
    {
        MetricVerdict.Regression => "REGRESSION",
        MetricVerdict.Equivalent => "equivalent",
        MetricVerdict.NoWorse => "no worse",
        MetricVerdict.Improvement => "improvement",
        MetricVerdict.NotMeasured => "not measured",
        _ => "inconclusive",
    };

    /// <summary>A change in percent with its sign; "-" if there is none.</summary>
    public static string Signed(double change) => double.IsNaN(change) ? "-" : change > Large ? $">+{Large * 100:0} %" : (change * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>The interval of a metric's change, lower end first.</summary>
    public static string Interval(MetricComparison metric)
    {
        if (!metric.Effect.IsBounded)
            return "too few runs";
        var (one, other) = (metric.Change(metric.Effect.Lower), metric.Change(metric.Effect.Upper));
        return $"{Signed(Math.Min(one, other))} to {Signed(Math.Max(one, other))}";
    }

    /// <summary>What of a metric is worth a word besides its numbers; empty if nothing.</summary>
    public static string Remark(MetricComparison metric)
    {
        if (metric.Missing > 0)
            return $"{metric.Missing} {(metric.Missing == 1 ? "value is" : "values are")} missing";
        var level = metric.Effect.IsBounded ? WarningLevel.None : WarningLevels.Of(metric.Rule.Metric, metric.A, metric.B);
        if (level != WarningLevel.None)
            return level == WarningLevel.Warning ? "warning" : "critical";
        if (metric.Verdict == MetricVerdict.Inconclusive && metric.Allowed.IsTooNoisy)
            return "too noisy";
        return metric.Verdict == MetricVerdict.Inconclusive && metric.Effect.Lower > metric.Allowed.Value ? "not confirmed among so many metrics" : "";
    }

    /// <summary>A bound on effects, as worse by so much.</summary>
    public static string Bound(double effect) => !double.IsFinite(effect) ? "-" : Math.Exp(effect) - 1 > Large ? $">{Large * 100:0} %" : Percent(Math.Exp(effect) - 1, "0.0");

    /// <summary>A probability, to three digits.</summary>
    public static string Probability(double value) => value < 0.0005 ? "<0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static IEnumerable<ReportLine> Verdict(ComparisonReport report, string command)
    {
        foreach (var metric in report.Metrics.Where(metric => metric.Rule.IsGated && metric.Verdict == MetricVerdict.Regression))
        {
            yield return new ReportLine(
                $"  {metric.Rule.Metric.Label}: {Signed(metric.Change(metric.Effect.Value))}, worse by at least {Bound(metric.Effect.Lower)}; {Bound(metric.Allowed.Value)} are allowed ({metric.Allowed.Reason})",
                Tone.Bad);
        }

        var (text, tone) = report.Verdict switch
        {
            MetricVerdict.Regression => ("REGRESSION confirmed", Tone.Bad),
            MetricVerdict.Equivalent => ("EQUIVALENT within what is allowed", Tone.Good),
            MetricVerdict.NoWorse => ("NO REGRESSION: worse by more than allowed is ruled out", Tone.Good),
            MetricVerdict.Improvement => ("IMPROVEMENT, no regression", Tone.Good),
            _ => ($"INCONCLUSIVE{Undecided(report)}", Tone.Warning),
        };
        yield return new ReportLine($"{command}: {text}", tone);
    }

    private static string Undecided(ComparisonReport report)
    {
        string[] open = [.. report.Metrics.Where(metric => metric.Rule.IsGated && metric.Verdict is MetricVerdict.Inconclusive or MetricVerdict.NotMeasured).Select(metric => metric.Rule.Metric.Label)];
        if (report.Obstacles.Count == 0 && report.Metrics.Where(metric => metric.Rule.IsGated).All(metric => double.IsPositiveInfinity(metric.Smallest)))
            return $": {report.A.Runs} and {report.B.Runs} runs are too few to confirm anything of {report.Metrics.Count(metric => metric.Rule.IsGated)} gated metrics";
        return report.Obstacles.Count > 0 ? ": the runs cannot decide, see above" : $": {string.Join(", ", open)} {(open.Length == 1 ? "is" : "are")} open; more pairs or a quieter machine narrow the intervals";
    }

    private static string Side(ComparedSide side) => side.Commits.Length == 0 ? side.Name : $"{side.Name} (commit {side.Commits})";

    private static string Line(MetricComparison metric)
    {
        var (rule, unit) = (metric.Rule, MetricText.Unit(metric.Rule.Metric));
        var remark = Remark(metric);
        return Row(
            (rule.IsGated ? "* " : "  ") + rule.Metric.Label,
            Value(metric.A, unit, metric.IsAtTimerFloor),
            Value(metric.B, unit, metric.IsAtTimerFloor),
            Signed(metric.Change(metric.Effect.Value)),
            Interval(metric),
            $"{Bound(metric.Allowed.Value)} {metric.Allowed.Reason[0]}",
            Probability(metric.AdjustedWorse),
            Bound(metric.Smallest),
            Name(metric.Verdict) + (remark.Length == 0 ? "" : $" ({remark})"));
    }

    private static string Value(double value, string unit, bool isAtFloor) => double.IsNaN(value) ? "-" : $"{(isAtFloor ? "~" : "")}{MetricText.Number(value)}{unit}";

    private static string Row(string metric, string a, string b, string change, string interval, string allowed, string worse, string smallest, string verdict) =>
        $"{metric,-18}{a,15}{b,15}{change,10}{interval,24}{allowed,12}{worse,9}{smallest,10}  {verdict}".TrimEnd();

    private static string Percent(double share, string format) => (share * 100).ToString(format, CultureInfo.InvariantCulture) + " %";

    private static Tone ToneOf(MetricComparison metric) => metric.Verdict switch
    {
        _ when !metric.Rule.IsGated => Tone.Faint,
        MetricVerdict.Regression => Tone.Bad,
        MetricVerdict.Inconclusive or MetricVerdict.NotMeasured => Tone.Warning,
        _ => Tone.Good,
    };
}
