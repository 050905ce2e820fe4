namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// Where events lie, as positions that begin again after the last: a realisation of a random process, or the times of a capture. The
/// table is made before a run, so that nothing is drawn while it is measured and an event's position is known without those before it.
/// Immutable and thread-safe.
/// </summary>
public sealed class SpacingTable
{
    /// <summary>Updates of a drawn realisation: 8 MB, and longer than a minute at 15,000 a second.</summary>
    public const int DrawnEvents = 1 << 20;

    /// <summary>Units of a position that make one event in the mean, in a drawn realisation.</summary>
    public const long DrawnUnits = 1 << 20;

    private readonly long[] _positions;

    private SpacingTable(long[] positions, long span, long unitsPerEvent) =>
        (_positions, Span, UnitsPerEvent) = (positions, span, unitsPerEvent);

    /// <summary>Events after which the table begins again.</summary>
    public int Count => _positions.Length;

    /// <summary>Length of the table, in units of a position.</summary>
    public long Span { get; }

    /// <summary>Units of a position that make one event of the curve that the table is laid along.</summary>
    public long UnitsPerEvent { get; }

    /// <summary>The positions of one lap, from 0; they never decrease.</summary>
    public ReadOnlySpan<long> Positions => _positions;

    /// <summary>Draws a realisation whose events are one apart in the mean, exactly so over the whole table.</summary>
    /// <param name="spec">Poisson or Hawkes.</param>
    /// <param name="eventsPerSecond">Nominal updates a second of a venue, which give a Hawkes process's decay its length in events.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="ArgumentException">The spacing is not random, or <see cref="Fault"/>.</exception>
    public static SpacingTable Draw(SpacingSpec spec, long eventsPerSecond, long seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Kind is not (SpacingKind.Poisson or SpacingKind.Hawkes))
            throw new ArgumentException($"{spec} is not random", nameof(spec));
        if (Fault(spec, eventsPerSecond) is { } fault)
            throw new ArgumentException(fault, nameof(spec));
        var times = spec.Kind == SpacingKind.Poisson
            ? SpacingProcess.Poisson(DrawnEvents, seed)
            : SpacingProcess.Hawkes(DrawnEvents, spec.Branching, DecayEvents(spec, eventsPerSecond), seed);
        // The last time is where the first event of the next lap lies.
        var scale = DrawnEvents * (double)DrawnUnits / times[DrawnEvents];
        var positions = new long[DrawnEvents];
        for (var i = 1; i < positions.Length; i++)
            positions[i] = (long)(times[i] * scale);
        return new SpacingTable(positions, DrawnEvents * DrawnUnits, DrawnUnits);
    }

    /// <summary>The updates of a capture, in nanoseconds along a curve of 10^9 "events" a second.</summary>
    /// <param name="timesNs">When each update was recorded, in order; at least two different times.</param>
    /// <param name="speed">Factor on the recorded pace.</param>
    /// <exception cref="ArgumentException">There are no two different times.</exception>
    public static SpacingTable Recorded(ReadOnlySpan<long> timesNs, decimal speed)
    {
        if (timesNs.Length < 2 || timesNs[^1] <= timesNs[0])
            throw new ArgumentException("a capture needs updates at two different times at least", nameof(timesNs));
        var positions = new long[timesNs.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = (long)((timesNs[i] - timesNs[0]) / speed);
        // The last update keeps the mean distance from the first one of the next lap.
        var span = positions[^1] + Math.Max(1, positions[^1] / (positions.Length - 1));
        return new SpacingTable(positions, span, 1);
    }

    /// <summary>What makes a random process impossible at a rate, or null.</summary>
    /// <param name="spec">The spacing.</param>
    /// <param name="eventsPerSecond">Nominal updates a second of a venue.</param>
    public static string? Fault(SpacingSpec spec, long eventsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // A cluster is cut where the table begins again: it has to be short compared with that.
        const int leastClusters = 64;
        if (spec.Kind != SpacingKind.Hawkes || DecayEvents(spec, eventsPerSecond) / (1 - spec.Branching) <= DrawnEvents / leastClusters)
            return null;
        var longestNs = (long)(DrawnEvents / leastClusters * (1 - spec.Branching) / eventsPerSecond * 1e9);
        return $"the decay of {spec} is too long at {eventsPerSecond} updates a second: at most {longestNs / 1000}us";
    }

    /// <summary>The position of an event.</summary>
    /// <param name="index">Number of the event, from the first of the table on, through all laps.</param>
    public long PositionOf(long index)
    {
        var (lap, within) = Math.DivRem(index, _positions.Length);
        return (lap * Span) + _positions[within];
    }

    /// <summary>The first event that does not lie before a position.</summary>
    public long IndexFrom(long position)
    {
        var (lap, within) = Math.DivRem(position, Span);
        var (low, high) = (0, _positions.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_positions[middle] < within)
                low = middle + 1;
            else
                high = middle;
        }

        return (lap * _positions.Length) + low;
    }

    private static double DecayEvents(SpacingSpec spec, long eventsPerSecond) => spec.DecayNs * 1e-9 * eventsPerSecond;
}
