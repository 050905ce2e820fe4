namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// When the events of a simulated run are due, in closed form: what the writers follow and what the load tester counts against.
/// Venue i of n runs the same schedule as venue 0, later by i/n of the interval of the faster stream at its highest rate, so that
/// venues take turns; where updates do not lie evenly it starts i/n further in their table. Immutable and thread-safe.
/// </summary>
public sealed class RunSchedule
{
    /// <summary>Highest rate of one stream of one venue, in events a second: beyond it neither a ring nor a clock keeps up.</summary>
    public const long MaxRate = 10_000_000;

    /// <summary>Name of the file in the run's directory that has the times of a capture whose spacing the run has.</summary>
    public const string SpacingFileName = "spacing.bin";

    private readonly RunPlan _plan;
    private readonly long _peakRate;
    private readonly SpacingTable? _spacing;
    private readonly StreamShare _allUpdates;

    /// <summary>Derives the schedule of a plan.</summary>
    /// <param name="plan">A plan without <see cref="RunPlan.Replay"/> whose rates and pattern have no <see cref="Fault"/>.</param>
    /// <param name="recorded">The capture's times, if the pattern has the spacing of one (<see cref="SpacingFile"/>); otherwise not used.</param>
    /// <exception cref="ArgumentException">The plan has a fault, or the capture's times are missing.</exception>
    public RunSchedule(RunPlan plan, SpacingTable? recorded = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Fault(plan.TradesPerSecond, plan.BookUpdatesPerSecond, plan.Pattern) is { } fault)
            throw new ArgumentException(fault, nameof(plan));
        _ = PatternSpec.TryParse(plan.Pattern, out var pattern, out _);
        _plan = plan;
        var (trades, bookUpdates) = (plan.TradesPerSecond, plan.BookUpdatesPerSecond);
        Trades = trades > 0 ? StreamShare.Whole : StreamShare.None;
        BookUpdates = trades > 0 ? StreamShare.Of(bookUpdates, trades) : StreamShare.Whole;
        if (pattern.Spacing.Kind == SpacingKind.Recorded)
        {
            // A position is a nanosecond: a curve of 10^9 a second makes one of the other.
            _spacing = recorded ?? throw new ArgumentException("the times of the pattern's capture are missing", nameof(recorded));
            (Curve, _allUpdates, _peakRate) = (RateSteps.Constant(RateCurve.AreaUnits), StreamShare.Whole, RateCurve.AreaUnits);
            return;
        }

        // Rates of a pattern are trades; without trades the curve is that of the book updates.
        var nominalRate = trades > 0 ? trades : bookUpdates;
        Curve = RateCurve.Of(pattern, nominalRate, WarmUpNs(plan));
        _allUpdates = trades > 0 ? StreamShare.Of(trades + bookUpdates, trades) : StreamShare.Whole;
        if (pattern.Spacing.Kind != SpacingKind.Even)
            _spacing = SpacingTable.Draw(pattern.Spacing, trades + bookUpdates, plan.Seed);
        var peakRate = pattern.PeakRate(nominalRate);
        _peakRate = Math.Max(1, Math.Max(peakRate, (long)((Int128)peakRate * BookUpdates.Numerator / BookUpdates.Denominator)));
    }

    /// <summary>The rate over time of one venue's trades, or of its book updates if there are no trades.</summary>
    public RateCurve Curve { get; }

    /// <summary>The trades' share of <see cref="Curve"/>.</summary>
    public StreamShare Trades { get; }

    /// <summary>The book updates' share of <see cref="Curve"/>.</summary>
    public StreamShare BookUpdates { get; }

    /// <summary>End of the last phase: what would be due then or later is not sent.</summary>
    public long EndNs => _plan.Phases[^1].EndNs;

    /// <summary>What makes two rates and a pattern impossible together, or null. A capture is not looked at.</summary>
    /// <param name="tradesPerSecond">Nominal trades a second and venue.</param>
    /// <param name="bookUpdatesPerSecond">Nominal book updates a second and venue.</param>
    /// <param name="patternText">Text form of the pattern.</param>
    public static string? Fault(long tradesPerSecond, long bookUpdatesPerSecond, string patternText)
    {
        if (tradesPerSecond is < 0 or > MaxRate || bookUpdatesPerSecond is < 0 or > MaxRate)
            return $"rates must be 0 to {MaxRate:N0} a second and venue";
        if (tradesPerSecond == 0 && bookUpdatesPerSecond == 0)
            return "trades and book updates cannot both be 0: nothing would be sent";
        if (!PatternSpec.TryParse(patternText, out var pattern, out var fault))
            return fault;
        if (SpacingTable.Fault(pattern.Spacing, tradesPerSecond + bookUpdatesPerSecond) is { } spacingFault)
            return spacingFault;
        if (pattern.IsNominal)
            return null;
        if (tradesPerSecond == 0)
            return $"pattern '{pattern}' gives rates of trades, but trades are off (0 a second)";
        var peak = pattern.PeakRate(tradesPerSecond);
        if (peak == 0)
            return $"pattern '{pattern}' never sends anything: one of its rates must be above 0";
        var share = StreamShare.Of(bookUpdatesPerSecond, tradesPerSecond);
        return peak > MaxRate || (double)peak * share.Numerator / share.Denominator > MaxRate
            ? $"pattern '{pattern}' exceeds {MaxRate:N0} trades or book updates a second and venue"
            : null;
    }

    /// <summary>By how much a venue's schedule is later than that of venue 0.</summary>
    public long OffsetNs(int venue) => (long)((Int128)venue * 1_000_000_000 / ((Int128)_peakRate * _plan.Exchanges));

    /// <summary>Index in the table of a venue's first update, where updates do not lie evenly.</summary>
    /// <param name="table">The table.</param>
    /// <param name="venue">Index of the venue.</param>
    /// <param name="venues">Number of venues.</param>
    public static int FirstOf(SpacingTable table, int venue, int venues)
    {
        ArgumentNullException.ThrowIfNull(table);
        return (int)((long)venue * table.Count / venues);
    }

    /// <summary>When the updates of a venue are due, before <see cref="OffsetNs"/>, if they do not lie evenly; else null.</summary>
    public SpacedArrivals? Spaced(int venue) =>
        _spacing is null ? null : new SpacedArrivals(Curve, _allUpdates, _spacing, FirstOf(_spacing, venue, _plan.Exchanges));

    /// <summary>Trades of one venue that are due before a moment, in nanoseconds after the start.</summary>
    public long TradesBefore(int venue, long ns) =>
        _spacing is null ? Curve.CountBefore(ns - OffsetNs(venue), Trades) : TradesOf(UpdatesBefore(venue, ns));

    /// <summary>Book updates of one venue that are due before a moment, in nanoseconds after the start.</summary>
    public long BookUpdatesBefore(int venue, long ns)
    {
        if (_spacing is null)
            return Curve.CountBefore(ns - OffsetNs(venue), BookUpdates);
        var updates = UpdatesBefore(venue, ns);
        return updates - TradesOf(updates);
    }

    /// <summary>Trades of all venues that are due in a phase.</summary>
    public long TradesIn(RunPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return Enumerable.Range(0, _plan.Exchanges).Sum(v => TradesBefore(v, phase.EndNs) - TradesBefore(v, phase.StartNs));
    }

    /// <summary>Book updates of all venues that are due in a phase.</summary>
    public long BookUpdatesIn(RunPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return Enumerable.Range(0, _plan.Exchanges).Sum(v => BookUpdatesBefore(v, phase.EndNs) - BookUpdatesBefore(v, phase.StartNs));
    }

    private long UpdatesBefore(int venue, long ns) => Spaced(venue)!.CountBefore(ns - OffsetNs(venue));

    // Trade k goes before book update j iff k × BookUpdates ≤ j × Trades, in every pattern: it is number k + ⌈k × BookUpdates / Trades⌉
    // of all. So trade k is among the first n iff k × (Trades + BookUpdates) ≤ (n − 1) × Trades.
    private long TradesOf(long updates) => updates == 0 || _plan.TradesPerSecond == 0
        ? 0
        : (long)((Int128)(updates - 1) * _plan.TradesPerSecond / (_plan.TradesPerSecond + _plan.BookUpdatesPerSecond)) + 1;

    // Time 0 of the pattern is where the first measured phase starts.
    private static long WarmUpNs(RunPlan plan) => plan.Phases.TakeWhile(p => !p.IsMeasured).Sum(p => p.DurationNs);
}
