namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>One line of a chart. A value that is not a number is a gap.</summary>
internal sealed record ChartSeries(string Name, Ink Ink, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Drawn as single dots.</summary>
    public bool IsDots { get; init; }
}
