using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>What a live display shows at a moment.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="ElapsedSecs">Since the schedule started, warm-up included.</param>
/// <param name="TotalSecs">Of the schedule, warm-up included; null if nobody knows (a replay).</param>
/// <param name="Last">The last complete interval, or null before it.</param>
/// <param name="LastSecs">Its length.</param>
/// <param name="WarmupSecs">What of the schedule is warm-up.</param>
internal sealed record ProgressView(string Phase, double ElapsedSecs, double? TotalSecs, IntervalResults? Last, double LastSecs, double WarmupSecs = 0)
{
    /// <summary>Nothing is sent yet: the programs prepare what they will.</summary>
    public static ProgressView Preparing(string what) => new($"preparing {what} …", 0, null, null, 0);
}
