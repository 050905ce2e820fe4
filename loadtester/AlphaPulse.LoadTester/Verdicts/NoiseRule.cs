using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>Whether the machine kept its budget of noise. Pure: results in, reasons out.</summary>
internal static class NoiseRule
{
    private const double MsPerSecond = 1_000;

    /// <summary>Where it did not, a sentence each. What was not measured is not judged.</summary>
    public static IReadOnlyList<string> Faults(RunResults results, NoiseBudget budget)
    {
        if (results.Noise is not { } noise || results.DurationSecs <= 0)
            return [];
        var faults = new List<string>();
        if (noise.Control.P99Ns is { } hiccupNs && hiccupNs > budget.HiccupP99Ns)
            faults.Add(Text($"the machine was noisier than the budget: a process that does nothing woke {hiccupNs / 1e6:#,0.###} ms late (P99), allowed: {budget.HiccupP99Ns / 1e6:#,0.###} ms"));
        if (noise.StealPercent is { } stealPercent && stealPercent > budget.StealPercent)
            faults.Add(Text($"the machine was noisier than the budget: its host took {stealPercent:0.#} % of its time (steal), allowed: {budget.StealPercent:0.#} %"));
        if (noise.ThrottledMs is { } throttledMs && ThrottledPercent(throttledMs, results.DurationSecs) is var percent && percent > budget.ThrottledPercent)
            faults.Add(Text($"the machine was noisier than the budget: the control group was throttled for {throttledMs:#,0} ms, {percent:0.#} % of the measured time, allowed: {budget.ThrottledPercent:0.#} %"));
        return faults;
    }

    private static double ThrottledPercent(double throttledMs, double seconds) => 100 * throttledMs / (seconds * MsPerSecond);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
