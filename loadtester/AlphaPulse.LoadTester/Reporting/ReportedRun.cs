using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Results and what a report calls them where there are several.</summary>
internal sealed record ReportedRun(string Name, RunResults Results)
{
    /// <summary>Named by its profile; "load test" or "replay" without one.</summary>
    public static ReportedRun Of(RunResults results) =>
        new(results.Config.Profile ?? (results.Config.Replay is null ? "load test" : "replay"), results);

    /// <summary>Names for files: as short as tells them apart.</summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<string> paths)
    {
        var names = paths.Select(path => Path.GetFileNameWithoutExtension(path)).ToArray();
        if (names.Distinct(StringComparer.Ordinal).Count() == names.Length)
            return names;
        var parents = paths.Select(path => Path.Combine(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "", Path.GetFileNameWithoutExtension(path))).ToArray();
        return parents.Distinct(StringComparer.Ordinal).Count() == parents.Length ? parents : [.. parents.Select((name, index) => $"{name} ({index + 1})")];
    }
}
