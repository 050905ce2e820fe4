using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Suites;

/// <summary>Options as typed → <see cref="SuiteSettings"/>, with every fault of their values.</summary>
internal static class SuiteSettingsReader
{
    private const string DefaultMemoryLimitMb = "500";
    private const int MostSecs = 86_400;

    public static SuiteSettings Read(SuiteOptions options, FaultList faults)
    {
        var words = options.Words.ToArray();
        if (words.Length != 1 || !SuiteScenarios.Names.Contains(words[0]))
            faults.Add("suite", words.Length == 0 ? $"say which: {string.Join(", ", SuiteScenarios.Names)}" : $"'{string.Join(' ', words)}' is not a suite{NearestName.Hint(words[0], SuiteScenarios.Names)}; there are: {string.Join(", ", SuiteScenarios.Names)}");
        var name = words is [var word] && SuiteScenarios.Names.Contains(word) ? word : SuiteScenarios.Quick;
        var all = SuiteScenarios.Of(name, ReadCapture(options.Capture, faults));
        var shortfalls = new List<string>();
        if (options.Capture is not null && name == SuiteScenarios.Quick)
            faults.Add("--capture", "is of the suite full, quick has no replay");
        if (options.ResultsDir is { } directory && (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())))
            faults.Add("--results-dir", $"'{directory}' is there already, and not an empty directory");
        else if (options.ResultsDir is { } planned)
            OutputSettings.RequireParent("--results-dir", planned, faults);
        if (options.Dir is { } rings && !Directory.Exists(rings))
            faults.Add("--dir", $"'{rings}': there is no such directory; tmpfs-setup.sh makes one");
        if (options.JsonOutput is { } json)
            OutputSettings.WritableFile("--json-output", json, faults);
        if (options.Only is not null)
            all = Only(all, options.Only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), shortfalls, faults);
        if (Secs("--duration-secs", options.DurationSecs, faults) is { } secs)
            all = Lasting(all, secs, shortfalls);
        return new SuiteSettings
        {
            Name = name,
            Suites = all,
            Shortfalls = shortfalls,
            Targets = options.Targets is null ? null : TargetFile.Read(options.Targets, faults),
            MemoryLimitMb = faults.Whole("--memory-limit-mb", options.MemoryLimitMb ?? DefaultMemoryLimitMb, 1, 1_000_000, "MB"),
            TimeoutSecs = Secs("--timeout-secs", options.TimeoutSecs, faults),
            ScenarioTimeoutSecs = Secs("--scenario-timeout-secs", options.ScenarioTimeoutSecs, faults),
            Besides = [.. options.Dir is null ? Array.Empty<string>() : [$"--dir={options.Dir}"], .. options.Fault is null ? Array.Empty<string>() : [$"--fault={options.Fault}"]],
            ResultsDirectory = options.ResultsDir,
        };
    }

    private static int? Secs(string option, string? text, FaultList faults) => text is null ? null : (int)faults.Whole(option, text, 1, MostSecs, "seconds");

    // FORMAT:FILE,FILE → the options of a replay.
    private static string? ReadCapture(string? text, FaultList faults)
    {
        if (text is null)
            return null;
        var (format, files) = text.IndexOf(':') is var colon and > 0 ? (text[..colon], text[(colon + 1)..]) : (text, "");
        if (!CaptureFormats.All.Contains(format))
            faults.Add("--capture", $"'{format}' is not a format{NearestName.Hint(format, CaptureFormats.All)}; expected FORMAT:FILE,FILE… with one of {string.Join(", ", CaptureFormats.All)}");
        foreach (var file in files.Split(','))
        {
            if (!File.Exists(file))
                faults.Add("--capture", $"'{file}': there is no such file");
            else if (file.Contains(' ', StringComparison.Ordinal))
                faults.Add("--capture", $"'{file}' has a space in it, which this option does not take");
        }

        return $"--format {format} {files.Replace(',', ' ')}";
    }

    private static (string Name, IReadOnlyList<Scenario> Scenarios)[] Only(IReadOnlyList<(string Name, IReadOnlyList<Scenario> Scenarios)> all, string[] names, List<string> shortfalls, FaultList faults)
    {
        string[] known = [.. all.SelectMany(suite => suite.Scenarios).Select(scenario => scenario.Name).Distinct()];
        foreach (var name in names.Where(name => !known.Contains(name)))
            faults.Add("--only", $"'{name}' is not a scenario{NearestName.Hint(name, known)}; there are: {string.Join(", ", known)}");
        (string Name, IReadOnlyList<Scenario> Scenarios)[] chosen = [.. all.Select(suite => (suite.Name, (IReadOnlyList<Scenario>)[.. suite.Scenarios.Where(scenario => names.Contains(scenario.Name))])).Where(suite => suite.Item2.Count > 0)];
        var (run, there) = (chosen.Sum(suite => suite.Scenarios.Count), all.Sum(suite => suite.Scenarios.Count));
        if (run < there)
            shortfalls.Add($"{run} of {there} scenarios");
        return chosen;
    }

    private static (string Name, IReadOnlyList<Scenario> Scenarios)[] Lasting(IReadOnlyList<(string Name, IReadOnlyList<Scenario> Scenarios)> all, int secs, List<string> shortfalls)
    {
        var (asked, there) = (0, 0);
        foreach (var scenario in all.SelectMany(suite => suite.Scenarios))
        {
            asked += scenario.Runs * Math.Min(secs, scenario.Secs);
            there += scenario.MeasuredSecs;
        }

        if (asked < there)
            shortfalls.Add($"{asked} of {there} s measured time");
        return [.. all.Select(suite => (suite.Name, (IReadOnlyList<Scenario>)[.. suite.Scenarios.Select(scenario => scenario with { Secs = scenario.Kind == ScenarioKind.KillAndResume ? Math.Max(secs, KilledRun.LeastSecs) : secs })]))];
    }
}
