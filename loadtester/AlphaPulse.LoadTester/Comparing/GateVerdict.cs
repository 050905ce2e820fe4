using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>Compared metrics → what is said of each, and whether the gate closes. Pure.</summary>
internal static class GateVerdict
{
    /// <summary>
    /// A regression needs both: the interval's lower bound beyond what is allowed, and the test of just that, adjusted for the number of
    /// gated metrics, below the same error probability.
    /// </summary>
    public static IReadOnlyList<MetricComparison> Judge(IReadOnlyList<MetricComparison> compared, double confidence)
    {
        MetricComparison[] gated = [.. compared.Where(metric => metric.Rule.IsGated)];
        var adjusted = Holm.Adjust([.. gated.Select(metric => metric.Worse)]);
        var judged = new MetricComparison[compared.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var place = Array.IndexOf(gated, compared[i]);
            var metric = place < 0 ? compared[i] : compared[i] with { AdjustedWorse = adjusted[place] };
            judged[i] = metric with { Verdict = Of(metric, confidence) };
        }

        return judged;
    }

    /// <summary>What the gated metrics say together.</summary>
    public static MetricVerdict Overall(IReadOnlyList<MetricComparison> judged)
    {
        MetricVerdict[] gated = [.. judged.Where(metric => metric.Rule.IsGated).Select(metric => metric.Verdict)];
        if (gated.Contains(MetricVerdict.Regression))
            return MetricVerdict.Regression;
        if (gated.Length == 0 || gated.Any(verdict => verdict is MetricVerdict.Inconclusive or MetricVerdict.NotMeasured))
            return MetricVerdict.Inconclusive;
        if (gated.Contains(MetricVerdict.Improvement))
            return MetricVerdict.Improvement;
        return gated.All(verdict => verdict == MetricVerdict.Equivalent) ? MetricVerdict.Equivalent : MetricVerdict.NoWorse;
    }

    private static MetricVerdict Of(MetricComparison metric, double confidence)
    {
        var (effect, allowed) = (metric.Effect, metric.Allowed.Value);
        if (metric.Verdict == MetricVerdict.NotMeasured)
            return MetricVerdict.NotMeasured;
        // Which runs lack a value may depend on what is looked for.
        if (metric.Missing > 0 && metric.Rule.IsGated)
            return MetricVerdict.Inconclusive;
        if (effect.Lower > allowed)
            return metric.AdjustedWorse <= (1 - confidence) / 2 ? MetricVerdict.Regression : MetricVerdict.Inconclusive;
        if (effect.Upper >= allowed || metric.Allowed.IsTooNoisy)
            return MetricVerdict.Inconclusive;
        if (effect.Upper < -allowed)
            return MetricVerdict.Improvement;
        return effect.Lower > -allowed ? MetricVerdict.Equivalent : MetricVerdict.NoWorse;
    }
}
