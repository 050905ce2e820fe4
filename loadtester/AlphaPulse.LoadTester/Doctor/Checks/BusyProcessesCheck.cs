using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Who else uses the processor.</summary>
internal static class BusyProcessesCheck
{
    // A tenth of a core, in slices of some milliseconds, is what a percentile of 99 shows.
    private const double MostPercentOfCore = 10;
    private const int Named = 3;

    public static Finding Look(HostView host)
    {
        if (host.Activity is not { BusyPercent: { } busyPercent } activity)
            return Finding.Ok($"not watched");
        var busy = activity.Processes.Where(process => process.PercentOfCore > MostPercentOfCore).ToArray();
        if (busy.Length == 0)
            return Finding.Ok($"no other process above {MostPercentOfCore:0} % of a core; the machine {busyPercent:0.0} %");
        var names = string.Join(", ", busy.Take(Named).Select(process => string.Create(CultureInfo.InvariantCulture, $"{process.Name} (pid {process.Pid}) {process.PercentOfCore:0} %")));
        return Finding.Warning($"{names}{(busy.Length > Named ? $" and {busy.Length - Named} more" : "")} of a core; the machine {busyPercent:0.0} %", "end them, or wait: they take the writers' time slices");
    }
}
