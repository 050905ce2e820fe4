using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>Two sides' runs → a comparison. Pure.</summary>
internal sealed class Comparer(IReadOnlyList<MetricRule> rules, double confidence = MetricComparer.DefaultConfidence)
{
    // A percentile is gated only if at least a hundred samples lie beyond it.
    private const double SamplesForP999 = 100_000;

    /// <param name="a">The side that is known.</param>
    /// <param name="b">The side that is judged.</param>
    /// <param name="arePaired">Whether the i-th runs belong together.</param>
    /// <param name="selfPairs">Pairs of runs of A with itself, first all first ones; null if there are none.</param>
    public ComparisonReport Compare(SampleSet a, SampleSet b, bool arePaired, (SampleSet First, SampleSet Second)? selfPairs = null)
    {
        var notes = new List<string>();
        var (runsOfA, runsOfB) = arePaired ? UsablePairs(a, b, notes) : (UsableRuns("A", a, notes), UsableRuns("B", b, notes));
        var metrics = new MetricComparer(confidence, rules.Count(rule => rule.IsGated));
        var compared = new MetricComparison[rules.Count];
        for (var i = 0; i < compared.Length; i++)
        {
            var comparison = metrics.Compare(rules[i], Values(rules[i].Metric, runsOfA, runsOfB, arePaired, selfPairs));
            compared[i] = comparison with { IsAtTimerFloor = IsAtFloor(rules[i].Metric, runsOfA, comparison) };
        }

        return new ComparisonReport
        {
            A = ComparedSide.Of(a.Name, runsOfA),
            B = ComparedSide.Of(b.Name, runsOfB),
            ArePaired = arePaired,
            Confidence = confidence,
            Metrics = GateVerdict.Judge(compared, confidence),
            Obstacles = Obstacles(runsOfA, runsOfB),
            Notes = notes,
        };
    }

    private static (IReadOnlyList<RunSample> A, IReadOnlyList<RunSample> B) UsablePairs(SampleSet a, SampleSet b, List<string> notes)
    {
        var (runsOfA, runsOfB) = (new List<RunSample>(), new List<RunSample>());
        for (var i = 0; i < Math.Min(a.Runs.Count, b.Runs.Count); i++)
        {
            if (a.Runs[i].IsUsable && b.Runs[i].IsUsable)
            {
                runsOfA.Add(a.Runs[i]);
                runsOfB.Add(b.Runs[i]);
                continue;
            }

            var faulty = a.Runs[i].IsUsable ? b.Runs[i] : a.Runs[i];
            notes.Add($"pair {i + 1} is left out: {faulty.File} is {faulty.Status}");
        }

        return (runsOfA, runsOfB);
    }

    private static IReadOnlyList<RunSample> UsableRuns(string side, SampleSet set, List<string> notes)
    {
        foreach (var run in set.Runs)
        {
            if (!run.IsUsable)
                notes.Add($"{side}: {run.File} is left out: it is {run.Status}");
        }

        return set.Usable;
    }

    private static MetricValues Values(Metric metric, IReadOnlyList<RunSample> a, IReadOnlyList<RunSample> b, bool arePaired, (SampleSet First, SampleSet Second)? selfPairs)
    {
        var (valuesOfA, valuesOfB, missing) = Known(metric, a, b, arePaired);
        var steps = a.Concat(b).Select(run => run.ClockGranularityNs);
        return new MetricValues(valuesOfA, valuesOfB, arePaired)
        {
            Missing = valuesOfA.Length + valuesOfB.Length == 0 ? 0 : missing,
            TimerStep = metric.Unit == "ns" ? steps.DefaultIfEmpty(1).Max() : 0,
            SelfPairs = selfPairs is { } self && Known(metric, self.First.Runs, self.Second.Runs, arePaired: true) is var known ? (known.A, known.B) : null,
        };
    }

    private static (double[] A, double[] B, int Missing) Known(Metric metric, IReadOnlyList<RunSample> a, IReadOnlyList<RunSample> b, bool arePaired)
    {
        double?[] fromA = [.. a.Select(run => Value(run, metric))];
        double?[] fromB = [.. b.Select(run => Value(run, metric))];
        if (arePaired)
        {
            for (var i = 0; i < fromA.Length; i++)
            {
                if (fromA[i] is null || fromB[i] is null)
                    fromA[i] = fromB[i] = null;
            }
        }

        double[] knownOfA = [.. fromA.OfType<double>()];
        double[] knownOfB = [.. fromB.OfType<double>()];
        return (knownOfA, knownOfB, fromA.Length - knownOfA.Length + fromB.Length - knownOfB.Length);
    }

    private static double? Value(RunSample run, Metric metric) =>
        metric == Metrics.WriteP999 && (run.Number("latency.write.count") ?? 0) < SamplesForP999 ? null : run.Value(metric);

    // Within three readings of the clock, as everywhere.
    private static bool IsAtFloor(Metric metric, IReadOnlyList<RunSample> a, MetricComparison comparison) =>
        metric.Unit == "ns" && a.Count > 0 && comparison.A <= 3 * a.Max(run => run.ClockCostNs);

    private static List<string> Obstacles(IReadOnlyList<RunSample> a, IReadOnlyList<RunSample> b)
    {
        var obstacles = new List<string>();
        if (a.Count == 0 || b.Count == 0)
            return [$"{(a.Count == 0 ? "A" : "B")} has no run that can be used"];
        if (a.Count == 1 || b.Count == 1)
            obstacles.Add("a single run says nothing of how runs differ: it can only warn");
        var all = a.Concat(b).ToArray();
        obstacles.AddRange(Distinct("different machines", all.SelectMany(run => a[0].Machine.DifferencesTo(run.Machine))));
        obstacles.AddRange(Distinct("different loads", all.SelectMany(run => a[0].Load.DifferencesTo(run.Load))));
        return obstacles;
    }

    private static IEnumerable<string> Distinct(string what, IEnumerable<string> differences)
    {
        string[] found = [.. differences.Distinct()];
        return found.Length == 0 ? [] : [$"{what}: {string.Join(", ", found)}"];
    }
}
