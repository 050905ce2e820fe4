using System.Globalization;
using AlphaPulse.LoadTester.Endurance.Trends;
using AlphaPulse.LoadTester.Options;
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

    /// <summary>In what the run falls short of its profile.</summary>
    public IReadOnlyList<string> Shortfalls { get; init; } = [];

    /// <summary>Why it is not known what grows; null if it is.</summary>
    public string? NotJudged { get; init; }

    /// <param name="directory">Of the log.</param>
    /// <param name="checkpoint">The last one.</param>
    /// <param name="logFault">Why the log ends before the run, or null.</param>
    /// <param name="windows">Into what the log is cut; null for what fits its length.</param>
    public static EnduranceVerdict Of(string directory, Checkpoint checkpoint, string? logFault, TrendWindows? windows = null)
    {
        var analysis = new TrendAnalysis(windows ?? TrendWindows.For(checkpoint.MeasuredSecs), new TrendLimits(checkpoint.Config));
        string? unreadable = null;
        try
        {
            var reader = new LogReader(directory, checkpoint);
            foreach (var line in reader.Read())
                analysis.Add(line, reader.Headers[^1]);

            // Of a run that goes on or was killed the log knows more than the checkpoint.
            checkpoint = checkpoint with { Segments = reader.Segments, MeasuredSecs = analysis.MeasuredSecs };
        }
        catch (LogException exception)
        {
            unreadable = $"the interval log cannot be read back: it {exception.Message}";
        }

        return Of(directory, checkpoint, logFault ?? unreadable, analysis);
    }

    private static EnduranceVerdict Of(string directory, Checkpoint checkpoint, string? logFault, TrendAnalysis analysis)
    {
        var trends = analysis.Judge();
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
            JudgedSecs = Math.Round(analysis.JudgedSecs, 3),
            Trends = trends,
        };
        List<string> warnings = results.Resumes == 0 ? [] : [Resumed(results, outageSecs)];
        warnings.AddRange(trends.Where(trend => trend.Verdict == TrendJudge.Step).Select(TrendTexts.Step));
        warnings.AddRange(trends.Where(trend => trend.Verdict == TrendJudge.SetInLate).Select(TrendTexts.Late));
        if (analysis.IsLongEnough && trends.Any(trend => trend.Verdict == TrendJudge.NotEnoughData))
            warnings.Add($"not judged for a trend, too few values: {string.Join(", ", trends.Where(trend => trend.Verdict == TrendJudge.NotEnoughData).Select(TrendTexts.Name))}");
        return new EnduranceVerdict
        {
            Results = results,
            Failures = [.. trends.Where(trend => trend.Verdict == TrendJudge.Trend).Select(TrendTexts.Failure)],
            Undecided = logFault is null ? [] : [logFault],
            NotJudged = analysis.IsLongEnough ? null : TooShort(analysis),
            Warnings = warnings,
        };
    }

    private static string TooShort(TrendAnalysis analysis) =>
        string.Create(CultureInfo.InvariantCulture, $"too short to judge what grows: {Math.Max(0, analysis.JudgedSecs):#,0} s without warm-up, needed: {analysis.LeastSecs:#,0} s");

    /// <summary>
    /// Where "not judged" belongs: with the profile endurance it is the question, so that a full run cannot be decided without it and a
    /// shorter one falls short in it, too. A run of another kind only logs, and is told.
    /// </summary>
    public EnduranceVerdict For(LoadTestSettings settings)
    {
        if (NotJudged is null)
            return this;
        if (settings is not { Profile: "endurance" })
            return this with { Warnings = [.. Warnings, NotJudged] };
        return settings.Shortfalls.Count > 0 ? this with { Shortfalls = [NotJudged] } : this with { Undecided = [.. Undecided, NotJudged] };
    }

    private static string Resumed(EnduranceResults results, double outageSecs)
    {
        var times = results.Resumes == 1 ? "once" : $"{results.Resumes} times";
        return string.Create(CultureInfo.InvariantCulture, $"resumed {times}: nothing was measured for {outageSecs:#,0.0} s, {results.CoveragePercent:0.00} % of the time is covered");
    }
}
