using System.Globalization;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>What stays behind from run to run of one load tester: in its own memory, in that of all programs, and of files.</summary>
internal static class MemoryCycles
{
    // Of the service level of the load-testing framework (S3-14).
    public const double MostGrowthMb = 100;
    public const double MostGrowthPercent = 10;

    /// <summary>Private memory of this process after a full collection that gives back what it can, in MB.</summary>
    public static double RetainedMb()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new ProcessProbe("loadtester", Environment.ProcessId).TryRead(out var usage) ? Megabytes.Of(usage.PrivateBytes) : 0;
    }

    /// <param name="peaksMb">Of all programs, by cycle.</param>
    /// <param name="retainedMb">Of the load tester, after each cycle.</param>
    /// <param name="left">Directories of runs that are still there.</param>
    /// <returns>What is wrong, or null; and the figures in words.</returns>
    public static (string? Fault, string Note) Judge(IReadOnlyList<double> peaksMb, IReadOnlyList<double> retainedMb, IReadOnlyCollection<string> left)
    {
        var growthMb = peaksMb[^1] - peaksMb[0];
        var percent = 100 * growthMb / peaksMb[0];
        var retained = retainedMb[^1] - retainedMb[0];
        var note = string.Create(CultureInfo.InvariantCulture, $"{peaksMb.Count} cycles: peak {peaksMb[0]:0.0} to {peaksMb[^1]:0.0} MB ({percent:+0.0;-0.0;0.0} %), retained {retainedMb[0]:0.0} to {retainedMb[^1]:0.0} MB, files left: {left.Count}");
        var isGrown = growthMb >= MostGrowthMb || percent >= MostGrowthPercent || retained >= MostGrowthMb || left.Count > 0;
        return (isGrown ? string.Create(CultureInfo.InvariantCulture, $"memory grows by {MostGrowthPercent:0} % or {MostGrowthMb:0} MB, or something stays behind: {note}") : null, note);
    }
}
