namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// When the events of a simulated run are due, in closed form: what the writers follow and what the load tester counts against.
/// Venue i of n runs the same schedule as venue 0, later by i/n of the interval of the faster stream at its highest rate, so that
/// venues take turns. Immutable and thread-safe.
/// </summary>
public sealed class RunSchedule
{
    /// <summary>Highest rate of one stream of one venue, in events a second: beyond it neither a ring nor a clock keeps up.</summary>
    public const long MaxRate = 10_000_000;

    // The exact arithmetic of a ramp is done in 128 bits.
    private const double LargestProduct = 8e37;

    private readonly RunPlan _plan;
    private readonly long _peakRate;

    /// <summary>Derives the schedule of a plan.</summary>
    /// <param name="plan">A plan without <see cref="RunPlan.Replay"/> whose rates and pattern have no <see cref="Fault"/>.</param>
    /// <exception cref="ArgumentException">They have one.</exception>
    public RunSchedule(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Fault(plan.TradesPerSecond, plan.BookUpdatesPerSecond, plan.Pattern) is { } fault)
            throw new ArgumentException(fault, nameof(plan));
        _ = PatternSpec.TryParse(plan.Pattern, out var pattern, out _);
        _plan = plan;
        var (trades, bookUpdates) = (plan.TradesPerSecond, plan.BookUpdatesPerSecond);
        // Rates of a pattern are trades; without trades the curve is that of the book updates.
        Curve = RateCurve.Of(pattern, trades > 0 ? trades : bookUpdates, WarmUpNs(plan));
        Trades = trades > 0 ? StreamShare.Whole : StreamShare.None;
        BookUpdates = trades > 0 ? StreamShare.Of(bookUpdates, trades) : StreamShare.Whole;
        _peakRate = Math.Max(1, Math.Max(Curve.PeakRate, (long)((Int128)Curve.PeakRate * BookUpdates.Numerator / BookUpdates.Denominator)));
    }

    /// <summary>The rate over time of one venue's trades, or of its book updates if there are no trades.</summary>
    public RateCurve Curve { get; }

    /// <summary>The trades' share of <see cref="Curve"/>.</summary>
    public StreamShare Trades { get; }

    /// <summary>The book updates' share of <see cref="Curve"/>.</summary>
    public StreamShare BookUpdates { get; }

    /// <summary>End of the last phase: what would be due then or later is not sent.</summary>
    public long EndNs => _plan.Phases[^1].EndNs;

    /// <summary>What makes two rates and a pattern impossible together, or null.</summary>
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
        if (pattern.Kind == PatternKind.Constant)
            return null;
        if (tradesPerSecond == 0)
            return $"pattern '{pattern}' gives rates of trades, but trades are off (0 a second)";
        var peak = Math.Max(pattern.FirstRate, pattern.SecondRate);
        if (peak == 0)
            return $"pattern '{pattern}' never sends anything: one of its rates must be above 0";
        var share = StreamShare.Of(bookUpdatesPerSecond, tradesPerSecond);
        if (peak > MaxRate || (double)peak * share.Numerator / share.Denominator > MaxRate)
            return $"pattern '{pattern}' exceeds {MaxRate:N0} trades or book updates a second and venue";
        if (pattern.Kind == PatternKind.Ramp && 2.0 * peak * pattern.LengthNs * pattern.LengthNs * Math.Max(1, share.Numerator) > LargestProduct)
            return $"pattern '{pattern}' is too long for exact arithmetic with {bookUpdatesPerSecond} book updates to {tradesPerSecond} trades: shorten it, or use rates with a larger common divisor";
        return null;
    }

    /// <summary>By how much a venue's schedule is later than that of venue 0.</summary>
    public long OffsetNs(int venue) => (long)((Int128)venue * 1_000_000_000 / ((Int128)_peakRate * _plan.Exchanges));

    /// <summary>Trades of one venue that are due before a moment, in nanoseconds after the start.</summary>
    public long TradesBefore(int venue, long ns) => Curve.CountBefore(ns - OffsetNs(venue), Trades);

    /// <summary>Book updates of one venue that are due before a moment, in nanoseconds after the start.</summary>
    public long BookUpdatesBefore(int venue, long ns) => Curve.CountBefore(ns - OffsetNs(venue), BookUpdates);

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

    // Time 0 of the pattern is where the first measured phase starts.
    private static long WarmUpNs(RunPlan plan) => plan.Phases.TakeWhile(p => !p.IsMeasured).Sum(p => p.DurationNs);
}
