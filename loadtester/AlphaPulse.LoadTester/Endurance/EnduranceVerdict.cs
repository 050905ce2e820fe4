using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>What a run's log says about the run, in figures and in sentences.</summary>
internal sealed record EnduranceVerdict
{
    public required EnduranceResults Results { get; init; }

    /// <summary>What grew or got worse more than it may.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Why something cannot be judged.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <param name="directory">Of the log.</param>
    /// <param name="checkpoint">The last one.</param>
    /// <param name="logFault">Why the log ends before the run, or null.</param>
    public static EnduranceVerdict Of(string directory, Checkpoint checkpoint, string? logFault)
    {
        var outageSecs = checkpoint.Outages.Sum(outage => outage.Secs);
        var results = new EnduranceResults
        {
            Directory = Path.GetFullPath(directory),
            IntervalSecs = checkpoint.IntervalSecs,
            Intervals = checkpoint.Segments.Sum(segment => segment.Lines),
            Segments = checkpoint.Segments.Count,
            Resumes = checkpoint.Session - 1,
            Outages = checkpoint.Outages,
            CoveragePercent = checkpoint.MeasuredSecs <= 0 ? 0 : Math.Round(100 * checkpoint.MeasuredSecs / (checkpoint.MeasuredSecs + outageSecs), 3),
            LogFault = logFault,
        };
        return new EnduranceVerdict
        {
            Results = results,
            Undecided = logFault is null ? [] : [logFault],
            Warnings = results.Resumes == 0 ? [] : [Resumed(results, outageSecs)],
        };
    }

    private static string Resumed(EnduranceResults results, double outageSecs)
    {
        var times = results.Resumes == 1 ? "once" : $"{results.Resumes} times";
        return string.Create(CultureInfo.InvariantCulture, $"resumed {times}: nothing was measured for {outageSecs:#,0.0} s, {results.CoveragePercent:0.00} % of the time is covered");
    }
}
