namespace AlphaPulse.LoadTester.Benching;

/// <summary>
/// The order of a bench: each kind of pair has as many of either order as the other (one more of one, if odd), and all are shuffled,
/// so that neither what runs first in a pair nor what the machine does over time favours a side.
/// </summary>
internal static class BenchOrder
{
    public static IReadOnlyList<BenchPair> Of(int pairs, int selfPairs, long seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        BenchPair[] all = [.. Kind(pairs, isSelfPair: false, random), .. Kind(selfPairs, isSelfPair: true, random)];
        random.Shuffle(all);

        // Numbered as they run: the i-th files are neighbours in time.
        var (numbered, selfNumbered) = (0, 0);
        for (var i = 0; i < all.Length; i++)
            all[i] = all[i] with { Number = all[i].IsSelfPair ? ++selfNumbered : ++numbered };
        return all;
    }

    private static BenchPair[] Kind(int count, bool isSelfPair, Random random)
    {
        var odd = random.Next(2);
        return [.. Enumerable.Range(0, count).Select(i => new BenchPair(0, isSelfPair, (i + odd) % 2 == 1))];
    }
}
