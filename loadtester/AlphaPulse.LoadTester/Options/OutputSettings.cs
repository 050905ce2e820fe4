using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Csv;
using AlphaPulse.LoadTester.Reporting.Html;
using AlphaPulse.LoadTester.Reporting.Junit;
using AlphaPulse.LoadTester.Reporting.Markdown;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Options;

/// <summary>What a command shows and writes. Immutable.</summary>
internal sealed record OutputSettings
{
    /// <summary>Files that the results go to when the run is over.</summary>
    public IReadOnlyList<ReportFile> Files { get; init; } = [];

    /// <summary>Where each outlier goes while the run goes on, or null.</summary>
    public string? OutlierFile { get; init; }

    /// <summary>The histogram log of the intervals; null for none.</summary>
    public string? HistogramLog { get; init; }

    /// <summary>The run was begun earlier: what is logged goes behind what was logged then.</summary>
    public bool IsResumed { get; init; }

    public bool Verbose { get; init; }

    /// <summary>No live display.</summary>
    public bool Quiet { get; init; }

    /// <summary>False: no colours, whatever the terminal can do.</summary>
    public bool Color { get; init; } = true;

    public static OutputSettings Read(MeasuringOptions options, FaultList faults)
    {
        if (options.Verbose && options.Quiet)
            faults.Add("--quiet", "contradicts --verbose");
        var files = new List<ReportFile>();
        var writers = new Dictionary<string, string>();
        Add("--json-output", options.JsonOutput, ResultsJson.ToText);
        Add("--html", options.Html, results => HtmlReport.Of([ReportedRun.Of(results)]));
        Add("--markdown", options.Markdown, results => MarkdownReport.Of([ReportedRun.Of(results)]));
        Add("--csv", options.Csv, results => IntervalsCsv.Of([ReportedRun.Of(results)]));
        Add("--junit", options.Junit, results => JunitReport.Of([ReportedRun.Of(results)]));
        return new OutputSettings
        {
            Files = files,
            OutlierFile = options.Outliers is null ? null : Own("--outliers", options.Outliers),
            HistogramLog = options.Hlog is null ? null : Own("--hlog", options.Hlog),
            Verbose = options.Verbose,
            Quiet = options.Quiet,
            Color = UsesColor(options.NoColor),
        };

        void Add(string option, string? path, Func<RunResults, string> render)
        {
            if (path is not null)
                files.Add(new ReportFile(option, Own(option, path), render));
        }

        // Two outputs in one file would leave one of them, or neither; what is no file (a terminal, a pipe) takes several.
        string Own(string option, string path)
        {
            var full = Path.GetFullPath(path);
            var isFile = !full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/dev/shm/", StringComparison.Ordinal);
            if (isFile && !writers.TryAdd(full, option))
                faults.Add(option, $"'{path}' is the file of {writers[full]} too");
            return WritableFile(option, path, faults);
        }
    }

    /// <summary>Colours are off by the option or by a NO_COLOR variable that is not empty (no-color.org).</summary>
    public static bool UsesColor(bool noColor) => !noColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Told before the run, not after an hour of it; whether it can be written shows when the run opens it, also before.</summary>
    public static string WritableFile(string option, string path, FaultList faults)
    {
        if (Directory.Exists(path))
            faults.Add(option, $"'{path}' is not a file to write to");
        else
            RequireParent(option, path, faults);
        return path;
    }

    /// <summary>What is to be created has its place: a mistyped path makes no directories.</summary>
    public static void RequireParent(string option, string path, FaultList faults)
    {
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) is { } parent && !Directory.Exists(parent))
            faults.Add(option, $"'{path}': its directory does not exist");
    }
}
