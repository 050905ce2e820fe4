using System.Numerics;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>How many trades come to how many book updates, in lowest terms, and with that the order of the two kinds.</summary>
/// <remarks>
/// Trade k is due at k/Trades and book update j at j/BookUpdates (in a common unit, for every pattern of the rate); of two
/// that are due at once the trade goes first. So trade k goes before book update j iff k × BookUpdates ≤ j × Trades. The
/// difference of the two sides, the <i>phase</i>, decides the next kind and is all that the future order depends on. After
/// Trades + BookUpdates updates it is 0 again: the order is periodic.
/// </remarks>
internal readonly record struct UpdateProportion
{
    private UpdateProportion(long trades, long bookUpdates) => (Trades, BookUpdates) = (trades, bookUpdates);

    public long Trades { get; }

    public long BookUpdates { get; }

    /// <summary>Updates after which the order repeats.</summary>
    public long Period => Trades + BookUpdates;

    /// <summary>Phase before the first update. Without trades it is 1 for ever, so that no trade is ever next.</summary>
    public long FirstPhase => Trades == 0 ? 1 : 0;

    /// <summary>The proportion of two rates, of which at least one is not 0.</summary>
    public static UpdateProportion Of(long tradesPerSecond, long bookUpdatesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tradesPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(bookUpdatesPerSecond);
        ArgumentOutOfRangeException.ThrowIfZero(tradesPerSecond + bookUpdatesPerSecond);
        var divisor = (long)BigInteger.GreatestCommonDivisor(tradesPerSecond, bookUpdatesPerSecond);
        return new UpdateProportion(tradesPerSecond / divisor, bookUpdatesPerSecond / divisor);
    }

    public static bool NextIsTrade(long phase) => phase <= 0;

    public long After(long phase, bool trade) => trade ? phase + BookUpdates : phase - Trades;

    /// <summary>
    /// The continued-fraction approximation of this proportion with the longest period up to <paramref name="longestPeriod"/>;
    /// itself if its own period is not longer.
    /// </summary>
    public UpdateProportion Approximate(long longestPeriod)
    {
        if (Period <= longestPeriod)
            return this;
        // Convergents of Trades/BookUpdates, from 1/0 and 0/1.
        var (before, current) = (new UpdateProportion(0, 1), new UpdateProportion(1, 0));
        var (numerator, denominator) = (Trades, BookUpdates);
        var best = Trades >= BookUpdates ? current : before;
        while (denominator != 0)
        {
            var quotient = numerator / denominator;
            var next = new UpdateProportion(before.Trades + (quotient * current.Trades), before.BookUpdates + (quotient * current.BookUpdates));
            if (next.Period > longestPeriod)
                break;
            (before, current) = (current, next);
            best = next;
            (numerator, denominator) = (denominator, numerator % denominator);
        }

        return best;
    }
}
