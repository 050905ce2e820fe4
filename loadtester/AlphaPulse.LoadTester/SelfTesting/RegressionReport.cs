using AlphaPulse.LoadTester.Comparing;

namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>What a self-test of the gate found.</summary>
internal sealed record RegressionReport
{
    public required SelfTestSettings Settings { get; init; }

    public required IReadOnlyList<RecordedLaunch> Launches { get; init; }

    /// <summary>Benches with the slowdown planted.</summary>
    public required TrialCount Planted { get; init; }

    /// <summary>Benches of the program with itself.</summary>
    public required TrialCount Same { get; init; }

    /// <summary>Benches with other slowdowns, to see where detection begins: for information.</summary>
    public required IReadOnlyList<(double Slowdown, TrialCount Count)> Others { get; init; }

    /// <summary>The real bench; null if none was asked for.</summary>
    public (double DelayNs, ComparisonReport Planted, ComparisonReport Same)? Real { get; init; }

    public bool IsDetectionGood => Planted.Regressions >= SelfTestSettings.LeastFound * Planted.Trials;

    public bool AreAlarmsRare => Same.Regressions <= SelfTestSettings.MostAlarms * Same.Trials;

    public bool IsRealGood => Real is not { } real || (real.Planted.Verdict == MetricVerdict.Regression && real.Same.Verdict != MetricVerdict.Regression);

    public bool IsGood => IsDetectionGood && AreAlarmsRare && IsRealGood;
}
