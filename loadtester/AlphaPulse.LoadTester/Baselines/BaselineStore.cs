using System.Text.RegularExpressions;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Baselines;

/// <summary>
/// The baselines of a directory, a file each. By default that is <c>baselines</c> below the working directory: it can be looked at,
/// committed, or kept by a CI's cache.
/// </summary>
internal sealed partial class BaselineStore(string directory)
{
    public const string DefaultDirectory = "baselines";

    public string Directory => directory;

    public IReadOnlyList<string> Names => System.IO.Directory.Exists(directory)
        ? [.. System.IO.Directory.EnumerateFiles(directory, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    public static bool IsName(string name) => Name().IsMatch(name);

    public bool Has(string name) => IsName(name) && File.Exists(PathOf(name));

    public string PathOf(string name) => Path.Combine(directory, name + ".json");

    /// <summary>Null after a fault.</summary>
    public Baseline? Read(string name, FaultList faults) => BaselineFile.Read(PathOf(name), faults);

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor will it here.</exception>
    public void Write(Baseline baseline)
    {
        System.IO.Directory.CreateDirectory(directory);
        using var file = OutputFile.Open(PathOf(baseline.Name));
        file.Write(BaselineFile.ToText(baseline));
    }

    /// <summary>A baseline of runs; faults if they do not belong together or are none.</summary>
    public static Baseline? Make(string name, int version, IReadOnlyList<RunSample> runs, IReadOnlyList<MetricRule> rules, DateTime now, FaultList faults)
    {
        foreach (var run in runs)
        {
            if (!run.IsUsable)
                faults.Add(run.File, $"is {run.Status}: such a run is no measure for others");
            foreach (var difference in runs[0].Machine.DifferencesTo(run.Machine))
                faults.Add(run.File, $"is from another machine than {runs[0].File}: {difference}");
            foreach (var difference in runs[0].Load.DifferencesTo(run.Load))
                faults.Add(run.File, $"has another load than {runs[0].File}: {difference}");
        }

        if (!faults.IsEmpty)
            return null;
        return new Baseline
        {
            Name = name,
            Version = version,
            SavedAt = now,
            Machine = runs[0].Machine,
            Load = runs[0].Load,
            Commits = RunSample.CommitsOf(runs),
            Thresholds = rules.Where(rule => rule.IsGated).ToDictionary(rule => rule.Metric.Name, rule => rule.Threshold),
            Metrics = Metrics.All
                .Select(metric => (metric.Name, Values: runs.Select(run => run.Value(metric)).OfType<double>().ToArray()))
                .Where(metric => metric.Values.Length > 0)
                .ToDictionary(metric => metric.Name, metric => new MetricSummary(metric.Values)),
            Runs = runs.Count,
        };
    }

    // A file name everywhere, and no path.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
