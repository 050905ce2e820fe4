using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>One side of a comparison: the runs of one program.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Runs">In the order of their file names.</param>
internal sealed record SampleSet(string Name, IReadOnlyList<RunSample> Runs)
{
    public IReadOnlyList<RunSample> Usable => [.. Runs.Where(run => run.IsUsable)];

    /// <param name="key">What to call it in faults.</param>
    /// <param name="typed">A results file, several with commas between, or a directory of them.</param>
    /// <param name="faults">Receives what cannot be read.</param>
    public static SampleSet Read(string key, string typed, FaultList faults)
    {
        var runs = new List<RunSample>();
        foreach (var file in Files(key, typed, faults))
        {
            if (RunSample.Read(file, faults) is { } run)
                runs.Add(run);
        }

        return new SampleSet(typed, runs);
    }

    private static string[] Files(string key, string typed, FaultList faults)
    {
        if (!Directory.Exists(typed))
            return File.Exists(typed) ? [typed] : typed.Split(',', StringSplitOptions.RemoveEmptyEntries);
        string[] files = [.. Directory.EnumerateFiles(typed, "*.json").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            faults.Add(key, $"'{typed}' holds no results file (*.json)");
        return files;
    }
}
