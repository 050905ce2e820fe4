namespace AlphaPulse.LoadTester.Options;

/// <summary>What a command shows and writes. Immutable.</summary>
internal sealed record OutputSettings
{
    /// <summary>Absolute path of the results file, or null.</summary>
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

    // Told before the run, not after an hour of it.
    private static string? WritableFile(string path, FaultList faults)
    {
        if (path.Length == 0 || Directory.Exists(path))
        {
            faults.Add("--json-output", $"'{path}' is not a file to write to");
            return null;
        }

        var full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            faults.Add("--json-output", $"'{path}': its directory does not exist");
        else if (WriteFault(full) is { } fault)
            faults.Add("--json-output", $"'{path}' cannot be written: {fault}");
        return full;
    }

    // Results are written beside the file and renamed, so that this is what must be possible there.
    private static string? WriteFault(string path)
    {
        try
        {
            var probe = $"{path}.{Environment.ProcessId}.probe";
            using (File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.Split('\n')[0].Trim();
        }
    }
}
