namespace AlphaPulse.LoadTester.Results;

/// <summary>Books rebuilt in the pipeline against the venues' own, or against a capture's oracle.</summary>
internal sealed record BookResults
{
    public long Instruments { get; init; }

    public long Checked { get; init; }

    public long Mismatched { get; init; }

    /// <summary>Times that a book was crossed after an update.</summary>
    public long Crossed { get; init; }

    /// <summary>Null if nothing was compared.</summary>
    public double? AgreementPercent { get; init; }
}
