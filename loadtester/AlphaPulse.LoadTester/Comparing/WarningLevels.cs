using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>
/// Fixed ratios for comparisons with a single stored result: they warn, and never decide. Times 1.2 and 1.5, memory 1.15 and 1.3,
/// processor 1.1 and 1.25, throughput 0.9 and 0.8, shares of success 0.95 and 0.9 (requirement S4-41).
/// </summary>
internal static class WarningLevels
{
    public static WarningLevel Of(Metric metric, double a, double b)
    {
        if (!(a >= 0) || !(b >= 0) || (a == 0 && b == 0))
            return WarningLevel.None;
        var (warning, critical) = Ratios(metric);
        var ratio = metric.Comparison == Comparison.AtLeast ? a / b : b / a;
        return ratio >= critical ? WarningLevel.Critical : ratio >= warning ? WarningLevel.Warning : WarningLevel.None;
    }

    // As "how many times worse".
    private static (double Warning, double Critical) Ratios(Metric metric) => metric.Comparison switch
    {
        Comparison.AtLeast when metric.Unit == "%" => (1 / 0.95, 1 / 0.9),
        Comparison.AtLeast => (1 / 0.9, 1 / 0.8),
        _ when metric == Metrics.MemoryMb => (1.15, 1.3),
        _ when metric == Metrics.CpuPercent => (1.1, 1.25),
        _ => (1.2, 1.5),
    };
}
