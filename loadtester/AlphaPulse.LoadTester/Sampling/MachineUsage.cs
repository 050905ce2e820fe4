using System.Globalization;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Processor time of the whole machine since it was booted, all cores together.</summary>
/// <param name="BusyNs">Anything but idle and waiting for disks; time stolen by the host counts as busy, the guests' own is within user time.</param>
internal readonly record struct MachineUsage(long BusyNs)
{
    public static MachineUsage Read() => Parse(File.ReadLines("/proc/stat").First());

    /// <exception cref="InvalidDataException">It is not the first line of /proc/stat.</exception>
    internal static MachineUsage Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        const int user = 1, idle = 4, ioWait = 5, steal = 8;
        if (fields.Length <= steal || fields[0] != "cpu")
            throw new InvalidDataException($"/proc/stat starts with '{line}', expected 'cpu' and its times.");
        var busy = 0L;
        for (var i = user; i <= steal; i++)
        {
            if (i is not (idle or ioWait))
                busy += long.Parse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return new MachineUsage(busy * ProcessProbe.NsPerTick);
    }
}
