namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Counters over all phases, at one moment.</summary>
internal sealed record RunTotals
{
    public long Written { get; init; }

    public long Refused { get; init; }

    /// <summary>Times that a writer found its ring full.</summary>
    public long RingFull { get; init; }

    public long Delivered { get; init; }

    public long Gaps { get; init; }

    public long Duplicates { get; init; }

    public long HandlerErrors { get; init; }

    public long SkippedLines { get; init; }

    public long Instruments { get; init; }

    public long Checked { get; init; }

    public long Mismatched { get; init; }

    public long Crossed { get; init; }

    /// <summary>What happened since an earlier moment. Instruments are a state, not a count of happenings.</summary>
    public RunTotals Since(RunTotals earlier) => new()
    {
        Written = Written - earlier.Written,
        Refused = Refused - earlier.Refused,
        RingFull = RingFull - earlier.RingFull,
        Delivered = Delivered - earlier.Delivered,
        Gaps = Gaps - earlier.Gaps,
        Duplicates = Duplicates - earlier.Duplicates,
        HandlerErrors = HandlerErrors - earlier.HandlerErrors,
        SkippedLines = SkippedLines - earlier.SkippedLines,
        Instruments = Instruments,
        Checked = Checked - earlier.Checked,
        Mismatched = Mismatched - earlier.Mismatched,
        Crossed = Crossed - earlier.Crossed,
    };
}
