namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Ranks from 1, equal values sharing the mean of their ranks; doubled, so that they are whole numbers.</summary>
/// <param name="Doubled">Twice the rank of each value, in the values' order.</param>
/// <param name="TieTerm">Σ(t³ − t) over the groups of t equal values, which narrows the variance of rank sums.</param>
internal sealed record Ranks(int[] Doubled, double TieTerm)
{
    public static Ranks Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var doubled = new int[values.Length];
        double tieTerm = 0;
        for (var first = 0; first < sorted.Length;)
        {
            var end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
                end++;
            for (var i = first; i < end; i++)
                doubled[order[i]] = first + 1 + end;
            double size = end - first;
            tieTerm += (size * size * size) - size;
            first = end;
        }

        return new Ranks(doubled, tieTerm);
    }
}
