namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Counters over all phases, at one moment.</summary>
internal sealed record RunTotals
{
    public long Written { get; init; }

    public long Refused { get; init; }

    /// <summary>Times that a writer found its ring full.</summary>
    public long RingFull { get; init; }

    public long Delivered { get; init; }

    /// <summary>Trades and order-book updates.</summary>
    public long WrittenUpdates { get; init; }

    /// <summary>Trades and order-book updates that the feed says its schedule has.</summary>
    public long DeclaredUpdates { get; init; }

    public long Restarts { get; init; }

    public long BadInstruments { get; init; }

    public long Invalid { get; init; }

    public long UnknownOrders { get; init; }

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
        WrittenUpdates = WrittenUpdates - earlier.WrittenUpdates,
        DeclaredUpdates = DeclaredUpdates - earlier.DeclaredUpdates,
        Restarts = Restarts - earlier.Restarts,
        BadInstruments = BadInstruments - earlier.BadInstruments,
        Invalid = Invalid - earlier.Invalid,
        UnknownOrders = UnknownOrders - earlier.UnknownOrders,
        Gaps = Gaps - earlier.Gaps,
        Duplicates = Duplicates - earlier.Duplicates,
        HandlerErrors = HandlerErrors - earlier.HandlerErrors,
        SkippedLines = SkippedLines - earlier.SkippedLines,
        Instruments = Instruments,
        Checked = Checked - earlier.Checked,
        Mismatched = Mismatched - earlier.Mismatched,
        Crossed = Crossed - earlier.Crossed,
    };

    /// <summary>Both together, of two sessions. Instruments are a state, not a count of happenings.</summary>
    public RunTotals Plus(RunTotals other) => new()
    {
        Written = Written + other.Written,
        Refused = Refused + other.Refused,
        RingFull = RingFull + other.RingFull,
        Delivered = Delivered + other.Delivered,
        WrittenUpdates = WrittenUpdates + other.WrittenUpdates,
        DeclaredUpdates = DeclaredUpdates + other.DeclaredUpdates,
        Restarts = Restarts + other.Restarts,
        BadInstruments = BadInstruments + other.BadInstruments,
        Invalid = Invalid + other.Invalid,
        UnknownOrders = UnknownOrders + other.UnknownOrders,
        Gaps = Gaps + other.Gaps,
        Duplicates = Duplicates + other.Duplicates,
        HandlerErrors = HandlerErrors + other.HandlerErrors,
        SkippedLines = SkippedLines + other.SkippedLines,
        Instruments = Math.Max(Instruments, other.Instruments),
        Checked = Checked + other.Checked,
        Mismatched = Mismatched + other.Mismatched,
        Crossed = Crossed + other.Crossed,
    };
}
