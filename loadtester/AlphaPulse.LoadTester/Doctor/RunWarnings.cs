using System.Globalization;
using AlphaPulse.LoadTester.Doctor.Checks;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>What of the machine bears on a run's figures, a line each, by the checks of <c>loadtester doctor</c>.</summary>
internal static class RunWarnings
{
    // A quarter of the machine is half a core of two: from there on the writers wait for a core as a rule.
    private const double MostOtherPercent = 25;

    /// <summary>What can be seen of this machine at once, before the run.</summary>
    /// <param name="runDirectory">Where the run's files are.</param>
    public static IReadOnlyList<string> Before(string runDirectory) => Before(new HostView { Directory = runDirectory, NeededBytes = 0 });

    /// <summary>What can be seen of a machine at once.</summary>
    public static IReadOnlyList<string> Before(HostView host)
    {
        var warnings = new List<string>();
        foreach (var check in HostChecks.All)
        {
            if (check.IsForRuns && check.Look(host) is { Level: FindingLevel.Warning } finding)
                warnings.Add($"{check.Name}: {finding.Evidence}");
        }

        return warnings;
    }

    /// <summary>What the machine did besides while it was measured.</summary>
    public static IReadOnlyList<string> After(ResourceResults resources, NoiseResults? noise)
    {
        var warnings = new List<string>();
        if (resources.AvgOtherCpuPercent > MostOtherPercent)
            warnings.Add(Text($"busy: other programs used {resources.AvgOtherCpuPercent:0.0} % of the machine meanwhile"));
        if (noise?.StealPercent > StealCheck.MostPercent)
            warnings.Add(Text($"steal: the host took {noise.StealPercent:0.0} % of the machine's time meanwhile"));
        if (noise?.ThrottledMs > 0)
            warnings.Add(Text($"cgroup-cpu: the control group was throttled for {noise.ThrottledMs:#,0} ms meanwhile"));
        return warnings;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
