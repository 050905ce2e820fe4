using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>Finds runs that were given more than once: counted several times, one run would pass for several that agree.</summary>
internal static class SameRuns
{
    /// <summary>A fault for each run that is there more than once, whatever its files are called.</summary>
    public static void Reject(IReadOnlyList<RunSample> runs, FaultList faults)
    {
        var known = new List<List<RunSample>>();
        foreach (var run in runs)
        {
            if (known.Find(same => same[0].IsSameRunAs(run)) is { } found)
                found.Add(run);
            else
                known.Add([run]);
        }

        foreach (var same in known.Where(same => same.Count > 1))
        {
            string[] others = [.. same.Select(run => run.File).Distinct().Skip(1)];
            var started = same[0].StartedAt.Length == 0 ? "" : $", started at {same[0].StartedAt}";
            faults.Add(same[0].File, $"the same run is given {same.Count} times{(others.Length == 0 ? "" : $", also as {string.Join(", ", others)}")}{started}: a run counts once");
        }
    }
}
