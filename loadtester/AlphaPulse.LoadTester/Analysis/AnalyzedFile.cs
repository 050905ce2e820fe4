namespace AlphaPulse.LoadTester.Analysis;

/// <summary>What a file says of latencies.</summary>
internal sealed record AnalyzedFile
{
    /// <summary>What it is and what it covers, a line.</summary>
    public required string Title { get; init; }

    /// <summary>In the file's order, the primary one first.</summary>
    public required IReadOnlyList<AnalyzedSeries> Series { get; init; }

    /// <summary>What to know beside the figures, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>When a log began, seconds since 1970; null of other files.</summary>
    public double? StartTimeSeconds { get; init; }

    /// <summary>The series of a tag; null: the first one, which has none. Null if there is no such series.</summary>
    public AnalyzedSeries? Find(string? tag) =>
        Series.FirstOrDefault(series => tag is null ? series == Series[0] : series.Name == tag);
}
