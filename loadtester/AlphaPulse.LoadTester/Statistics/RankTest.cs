namespace AlphaPulse.LoadTester.Statistics;

/// <summary>Outcome of a rank test.</summary>
/// <param name="Statistic">The sum of ranks (signed-rank) or the number of greater pairs (Mann–Whitney) of the second side.</param>
/// <param name="Less">p for "the second side is smaller".</param>
/// <param name="Greater">p for "the second side is greater".</param>
/// <param name="IsExact">False: the normal approximation with tie and continuity correction, for large sets.</param>
internal readonly record struct RankTest(double Statistic, double Less, double Greater, bool IsExact)
{
    /// <summary>Nothing to tell apart: no value, or all of them zero.</summary>
    public static RankTest Undecided => new(0, 1, 1, true);

    /// <summary>p for "they differ".</summary>
    public double TwoSided => Math.Min(1, 2 * Math.Min(Less, Greater));
}
