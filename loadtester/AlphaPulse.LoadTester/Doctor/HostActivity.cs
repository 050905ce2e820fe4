using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>What the machine did between two readings of /proc. The time between them is taken from /proc/stat itself.</summary>
internal sealed record HostActivity
{
    /// <summary>Share of all processor time that the host gave to others; null if /proc/stat does not say.</summary>
    public double? StealPercent { get; init; }

    /// <summary>Share of all processor time that was used, by whomever.</summary>
    public double? BusyPercent { get; init; }

    /// <summary>Processes other than this one with what they used of a core, most first.</summary>
    public IReadOnlyList<BusyProcess> Processes { get; init; } = [];

    /// <summary>Pages that came from swap or went there.</summary>
    public long SwappedPages { get; init; }

    /// <param name="files">Where to read.</param>
    /// <param name="wait">Takes the time between the readings.</param>
    public static HostActivity Watch(HostFiles files, Action wait)
    {
        var (machine, processes, swapped) = (CpuTicks.Read(files), Processor(files), Swapped(files));
        wait();
        var after = CpuTicks.Read(files);
        if (machine is null || after is null || after.Total <= machine.Total)
            return new HostActivity();
        var wallTicks = (double)(after.Total - machine.Total) / after.Cores;
        return new HostActivity
        {
            StealPercent = 100.0 * (after.Steal - machine.Steal) / (after.Total - machine.Total),
            BusyPercent = 100.0 * (after.Busy - machine.Busy) / (after.Total - machine.Total),
            Processes = Busy(processes, Processor(files), wallTicks),
            SwappedPages = Swapped(files) - swapped,
        };
    }

    // A process that was not there before has used all that it has since.
    private static List<BusyProcess> Busy(Dictionary<int, (string Name, long Ticks)> before, Dictionary<int, (string Name, long Ticks)> after, double wallTicks)
    {
        var busy = new List<BusyProcess>();
        foreach (var (pid, (name, ticks)) in after)
        {
            var used = ticks - (before.TryGetValue(pid, out var earlier) ? earlier.Ticks : 0);
            if (used > 0 && pid != Environment.ProcessId)
                busy.Add(new BusyProcess(name, pid, Math.Round(100.0 * used / wallTicks, 1)));
        }

        busy.Sort((left, right) => right.PercentOfCore.CompareTo(left.PercentOfCore));
        return busy;
    }

    private static Dictionary<int, (string Name, long Ticks)> Processor(HostFiles files)
    {
        var found = new Dictionary<int, (string, long)>();
        foreach (var name in files.DirectoryNames("/proc"))
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || files.Text($"/proc/{name}/stat") is not { } stat)
                continue;

            // The program's name stands in parentheses and may hold some itself.
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            const int userTime = 11, kernelTime = 12;
            var fields = close < 0 ? [] : stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (open >= 0 && fields.Length > kernelTime && HostFiles.Parse(fields[userTime]) is { } user && HostFiles.Parse(fields[kernelTime]) is { } kernel)
                found[pid] = (stat[(open + 1)..close], user + kernel);
        }

        return found;
    }

    private static long Swapped(HostFiles files) => (files.Value("/proc/vmstat", "pswpin") ?? 0) + (files.Value("/proc/vmstat", "pswpout") ?? 0);
}
