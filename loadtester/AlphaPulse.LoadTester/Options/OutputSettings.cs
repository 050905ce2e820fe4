namespace AlphaPulse.LoadTester.Options;

/// <summary>What a command shows and writes. Immutable.</summary>
internal sealed record OutputSettings
{
    /// <summary>The results file as it was typed, or null.</summary>
    public string? JsonFile { get; init; }

    public bool Verbose { get; init; }

    /// <summary>No live display.</summary>
    public bool Quiet { get; init; }

    /// <summary>False: no colours, whatever the terminal can do.</summary>
    public bool Color { get; init; } = true;

    /// <summary>Colours are off by the option or by a NO_COLOR variable that is not empty (no-color.org).</summary>
    public static OutputSettings Read(string? jsonOutput, bool verbose, bool quiet, bool noColor, FaultList faults)
    {
        if (verbose && quiet)
            faults.Add("--quiet", "contradicts --verbose");
        return new OutputSettings
        {
            JsonFile = jsonOutput is null ? null : WritableFile(jsonOutput, faults),
            Verbose = verbose,
            Quiet = quiet,
            Color = !noColor && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    // Told before the run, not after an hour of it; whether it can be written shows when the run opens it, also before.
    private static string? WritableFile(string path, FaultList faults)
    {
        if (Directory.Exists(path))
            faults.Add("--json-output", $"'{path}' is not a file to write to");
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            faults.Add("--json-output", $"'{path}': its directory does not exist");
        return path;
    }
}
