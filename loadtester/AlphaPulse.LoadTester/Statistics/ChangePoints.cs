namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// Finds the places where a series changes its distribution: E-divisive (Matteson and James 2014, arXiv 1306.4933), which splits
/// where the energy distance between the two sides is greatest and keeps a split if random orders of the same values rarely
/// show one as great. No distribution is assumed, and the level of the permutation test is exact.
/// </summary>
internal static class ChangePoints
{
    /// <summary>Shortest stretch between changes: of fewer values no order is rare.</summary>
    public const int LeastLength = 4;

    private const int Permutations = 999;

    /// <param name="values">The series in time's order.</param>
    /// <param name="level">A split is kept if its p-value is at most this.</param>
    /// <param name="seed">Of the random orders: the same series gives the same answer.</param>
    public static IReadOnlyList<ChangePoint> Find(ReadOnlySpan<double> values, double level = 0.01, int seed = 1)
    {
        var splits = new List<(int Index, double Probability)>();
        Split(values, 0, level, new Random(seed), splits);
        splits.Sort();
        var found = new ChangePoint[splits.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var start = i == 0 ? 0 : splits[i - 1].Index;
            var end = i + 1 == found.Length ? values.Length : splits[i + 1].Index;
            var (index, probability) = splits[i];
            found[i] = new ChangePoint(index, RobustSpread.Median(values[start..index]), RobustSpread.Median(values[index..end]), probability);
        }

        return found;
    }

    private static void Split(ReadOnlySpan<double> values, int offset, double level, Random random, List<(int Index, double Probability)> splits)
    {
        if (values.Length < 2 * LeastLength)
            return;
        var scratch = values.ToArray();
        var (greatest, at) = Greatest(scratch);
        if (greatest <= 0)
            return;
        var asGreat = 1;
        for (var i = 0; i < Permutations; i++)
        {
            random.Shuffle(scratch);
            if (Greatest(scratch).Distance >= greatest)
                asGreat++;
            if (asGreat > level * (Permutations + 1))
                return;
        }

        splits.Add((offset + at, asGreat / (Permutations + 1.0)));
        Split(values[..at], offset, level, random, splits);
        Split(values[at..], offset + at, level, random, splits);
    }

    // The scaled energy distance 2·E|X−Y| − E|X−X'| − E|Y−Y'| of every split, from sums that each step updates in O(n).
    private static (double Distance, int Index) Greatest(double[] values)
    {
        double left = 0, across = 0, right = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < i; j++)
                right += Math.Abs(values[i] - values[j]);
        }

        var (greatest, at) = (0.0, 0);
        for (var size = 1; size <= values.Length - LeastLength; size++)
        {
            // The value at size − 1 moves from the right side to the left one.
            double toLeft = 0, toRight = 0;
            for (var i = 0; i < size - 1; i++)
                toLeft += Math.Abs(values[size - 1] - values[i]);
            for (var i = size; i < values.Length; i++)
                toRight += Math.Abs(values[size - 1] - values[i]);
            left += toLeft;
            right -= toRight;
            across += toRight - toLeft;
            if (size < LeastLength)
                continue;
            double rest = values.Length - size;
            var energy = (2 * across / (size * rest)) - (2 * left / (size * (size - 1.0))) - (2 * right / (rest * (rest - 1)));
            var scaled = energy * size * rest / values.Length;
            if (scaled > greatest * (1 + 1e-12))
                (greatest, at) = (scaled, size);
        }

        return (greatest, at);
    }
}
