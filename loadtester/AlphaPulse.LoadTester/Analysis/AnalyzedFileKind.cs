namespace AlphaPulse.LoadTester.Analysis;

/// <summary>What <c>analyze</c> can read.</summary>
internal enum AnalyzedFileKind
{
    /// <summary>An HdrHistogram log.</summary>
    Log,

    /// <summary>A results file of this program.</summary>
    Results,

    /// <summary>A line a request, with a column 'latency'.</summary>
    Csv,
}
