namespace AlphaPulse.LoadTester.Comparing;

/// <summary>What a comparison found: screen and files are made from this alone.</summary>
internal sealed record ComparisonReport
{
    public required ComparedSide A { get; init; }

    public required ComparedSide B { get; init; }

    public required bool ArePaired { get; init; }

    public required double Confidence { get; init; }

    public required IReadOnlyList<MetricComparison> Metrics { get; init; }

    /// <summary>Why this comparison must not close a gate, however clear its numbers are; empty if it may.</summary>
    public required IReadOnlyList<string> Obstacles { get; init; }

    /// <summary>What was left out and why, what was repeated.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the gated metrics say; <see cref="MetricVerdict.Inconclusive"/> wherever an obstacle stands.</summary>
    public MetricVerdict Verdict => Obstacles.Count > 0 ? MetricVerdict.Inconclusive : GateVerdict.Overall(Metrics);

    public int ExitCode => Verdict switch
    {
        MetricVerdict.Regression => Verdicts.ExitCode.Regression,
        MetricVerdict.Inconclusive or MetricVerdict.NotMeasured => Verdicts.ExitCode.Inconclusive,
        _ => Verdicts.ExitCode.Ok,
    };
}
