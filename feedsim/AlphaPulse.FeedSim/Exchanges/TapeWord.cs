namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>The order of the two kinds in one block, and the phases from which exactly that order is due.</summary>
/// <param name="IsTrade">Kind of each update.</param>
/// <param name="AbovePhase">See <see cref="TapeBlock"/>.</param>
/// <param name="HighestPhase">See <see cref="TapeBlock"/>.</param>
internal sealed record TapeWord(bool[] IsTrade, long AbovePhase, long HighestPhase)
{
    // A period up to this is made into one block whatever the wanted length; larger ones are covered by approximations.
    private const int LongestPeriod = 1 << 15;
    // Each further block is this much shorter; the shortest before single updates has about this many updates.
    private const int LengthRatio = 8;
    private const int ShortestBlock = 32;

    /// <summary>
    /// The blocks of a tape, longest first. One that repeats for ever where the proportion's period allows it; otherwise blocks of the best
    /// approximations, each used where it fits, and single updates for what remains, so that the order is exact for any two rates.
    /// </summary>
    public static IReadOnlyList<TapeWord> Cover(UpdateProportion proportion, int updates)
    {
        if (proportion.Period <= Math.Max(LongestPeriod, updates))
            return [Repeat(proportion, proportion, updates)];
        var words = new List<TapeWord>();
        for (var length = updates; length >= ShortestBlock; length /= LengthRatio)
            words.Add(Repeat(proportion, proportion.Approximate(length), length));
        words.Add(new TapeWord([true], long.MinValue, 0));
        words.Add(new TapeWord([false], 0, long.MaxValue));
        return [.. words.Where(w => w.AbovePhase < w.HighestPhase)];
    }

    private static TapeWord Repeat(UpdateProportion actual, UpdateProportion block, int updates)
    {
        var isTrade = new bool[block.Period * Math.Max(1, updates / block.Period)];
        var (phase, shift) = (block.FirstPhase, 0L);
        var (above, highest) = (long.MinValue, long.MaxValue);
        for (var i = 0; i < isTrade.Length; i++)
        {
            isTrade[i] = UpdateProportion.NextIsTrade(phase);
            if (isTrade[i])
                highest = Math.Min(highest, -shift);
            else
                above = Math.Max(above, -shift);
            phase = block.After(phase, isTrade[i]);
            shift = actual.After(shift, isTrade[i]);
        }

        return new TapeWord(isTrade, above, highest);
    }
}
