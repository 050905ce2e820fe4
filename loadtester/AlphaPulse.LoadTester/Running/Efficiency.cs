using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Results → what they cost. Pure.</summary>
internal static class Efficiency
{
    // The service level of spec/requirements.md, S3-04.
    private const long SlaResponseP95Ns = 100_000_000;
    private const double SlaGrowthMb = 100;

    private const double Million = 1e6;
    private const int Tenth = 10;

    public static EfficiencyResults Of(RunResults results)
    {
        var (throughput, resources, errors) = (results.Throughput, results.Resources, results.Errors);
        var growthMb = GrowthMb(results.Intervals);
        var failures = errors.WriteErrors + errors.LostEvents + errors.HandlerErrors + results.Books.Mismatched;
        return new EfficiencyResults
        {
            UpdatesPerSecondPerCpuPercent = Ratio(throughput.UpdatesPerSecond, resources.AvgCpuPercent),
            MemoryMbPerMillionEvents = Ratio(resources.Processes.Sum(process => process.PeakPrivateMb), throughput.TotalEvents / Million),
            MemoryGrowthMb = growthMb,
            Failures = failures,
            MeetsSla = failures > 0 ? false : results.Latency.Response.P95Ns is { } p95Ns && growthMb is { } growth ? p95Ns < SlaResponseP95Ns && growth < SlaGrowthMb : null,
        };
    }

    // One interval cannot grow. Where a program is gone, its memory is, too, which hides what the others took.
    private static double? GrowthMb(IReadOnlyList<IntervalResults> all)
    {
        IntervalResults[] intervals = [.. all.Where(interval => interval.Processes.All(process => process.Count > 0))];
        if (intervals.Length < 2)
            return null;
        var part = Math.Max(1, intervals.Length / Tenth);
        return Math.Round(Math.Max(0, Average(intervals.Length - part) - Average(0)), 2);

        double Average(int from)
        {
            var sum = 0.0;
            for (var i = from; i < from + part; i++)
                sum += intervals[i].MemoryMb;
            return sum / part;
        }
    }

    private static double? Ratio(double value, double by) => by > 0 ? Math.Round(value / by, 2) : null;
}
