using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>The options of a run as its checkpoint keeps them, and what may be said beside <c>--resume</c>.</summary>
internal static class StoredOptions
{
    // Where results go and how much is shown does not change what is measured.
    private static readonly string[] s_neverKept = ["resume", "log-dir"];

    /// <summary>Paths are made absolute, so that the run can be resumed from anywhere.</summary>
    public static IReadOnlyDictionary<string, string> Of(LoadTestOptions options)
    {
        var table = OptionTable.Of<LoadTestOptions>();
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in table.Values(options))
        {
            if (!s_neverKept.Contains(name))
                kept.Add(name, table.Find(name)!.MetaValue is "FILE" or "DIR" ? Path.GetFullPath(text) : text);
        }

        return kept;
    }

    /// <summary>The stored options with those of the resuming command line, which may only say where output goes.</summary>
    /// <param name="stored">From the checkpoint.</param>
    /// <param name="directory">Of the log.</param>
    /// <param name="typed">What was typed beside <c>--resume</c>.</param>
    /// <param name="faults">Receives what contradicts it.</param>
    public static LoadTestOptions With(IReadOnlyDictionary<string, string> stored, string directory, LoadTestOptions typed, FaultList faults)
    {
        var table = OptionTable.Of<LoadTestOptions>();
        var values = new Dictionary<string, string>(stored) { ["log-dir"] = directory };

        // The outliers of the earlier session are not to be replaced by those of this one.
        values.Remove("outliers");
        foreach (var (name, text) in table.Values(typed))
        {
            if (name == "resume")
                continue;
            if (table.Find(name)!.MetaValue != "FILE" || name == "profile-file")
                faults.Add("--" + name, "contradicts --resume: the run has its own");
            values[name] = text;
        }

        string[] arguments = [.. values.Select(value => $"--{value.Key}={value.Value}")];
        var options = OptionParser.Parse<LoadTestOptions>(arguments, faults);
        (options.Verbose, options.Quiet, options.NoColor) = (typed.Verbose, typed.Quiet, typed.NoColor);
        return options;
    }
}
