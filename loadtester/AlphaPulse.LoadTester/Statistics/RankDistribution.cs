namespace AlphaPulse.LoadTester.Statistics;

/// <summary>
/// The exact distribution of a sum of ranks when nothing distinguishes the two sides, counted out over every assignment. Ranks
/// are given doubled, so that the half ranks of ties are whole numbers and ties need no approximation.
/// </summary>
internal sealed class RankDistribution
{
    private readonly double[] _atMost;

    private RankDistribution(double[] counts)
    {
        double total = 0;
        foreach (var count in counts)
            total += count;
        double sum = 0;
        _atMost = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            _atMost[i] = sum / total;
        }
    }

    /// <summary>Each rank counts or not, as a coin falls: the signed-rank statistic (Wilcoxon 1945).</summary>
    public static RankDistribution OfSigns(ReadOnlySpan<int> doubledRanks)
    {
        var counts = new double[Sum(doubledRanks) + 1];
        counts[0] = 1;
        var highest = 0;
        foreach (var rank in doubledRanks)
        {
            highest += rank;
            for (var sum = highest; sum >= rank; sum--)
                counts[sum] += counts[sum - rank];
        }

        return new RankDistribution(counts);
    }

    /// <summary>A given number of the ranks is drawn: the rank-sum statistic (Mann and Whitney 1947).</summary>
    public static RankDistribution OfDraws(ReadOnlySpan<int> doubledRanks, int drawn)
    {
        var width = Sum(doubledRanks) + 1;
        var counts = new double[drawn + 1][];
        for (var size = 0; size <= drawn; size++)
            counts[size] = new double[width];
        counts[0][0] = 1;
        foreach (var rank in doubledRanks)
        {
            for (var size = drawn; size >= 1; size--)
            {
                var (with, without) = (counts[size], counts[size - 1]);
                for (var sum = width - 1; sum >= rank; sum--)
                    with[sum] += without[sum - rank];
            }
        }

        return new RankDistribution(counts[drawn]);
    }

    /// <summary>Probability of a doubled sum of at most this.</summary>
    public double AtMost(int doubledSum) => doubledSum < 0 ? 0 : _atMost[Math.Min(doubledSum, _atMost.Length - 1)];

    /// <summary>Probability of a doubled sum of at least this.</summary>
    public double AtLeast(int doubledSum) => doubledSum <= 0 ? 1 : 1 - AtMost(doubledSum - 1);

    private static int Sum(ReadOnlySpan<int> ranks)
    {
        var sum = 0;
        foreach (var rank in ranks)
            sum = checked(sum + rank);
        return sum;
    }
}
