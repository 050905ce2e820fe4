namespace AlphaPulse.LoadTester.Suites;

/// <summary>0 to 100: the mean of three ratios to their targets, of which each counts at most as reached.</summary>
internal static class PerformanceScore
{
    private const double Full = 100;

    /// <param name="secs">Time that it took.</param>
    /// <param name="plannedSecs">Time that it should take at most.</param>
    /// <param name="memoryMb">Memory at its peak.</param>
    /// <param name="memoryLimitMb">What it may have at most.</param>
    /// <param name="rate">Reached.</param>
    /// <param name="scheduledRate">Asked for; 0 if it was as much as possible.</param>
    /// <returns>0 if nothing was measured.</returns>
    public static double Of(double secs, double plannedSecs, double memoryMb, double memoryLimitMb, double rate, double scheduledRate)
    {
        if (!(rate > 0 && secs > 0 && memoryMb > 0))
            return 0;
        var mean = (Capped(plannedSecs / secs) + Capped(memoryLimitMb / memoryMb) + Capped(scheduledRate > 0 ? rate / scheduledRate : rate / SuiteVerdict.LeastRate)) / 3;

        // Cut, never rounded up: 99.96 is not all of it.
        return Math.Floor((mean * Full * 10) + 1e-6) / 10;
    }

    private static double Capped(double ratio) => Math.Min(1, ratio);
}
