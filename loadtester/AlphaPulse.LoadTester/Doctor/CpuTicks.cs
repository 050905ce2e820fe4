using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Processor time of the machine since it was booted, in ticks of 10 ms, all cores together: the first line of /proc/stat.</summary>
internal sealed record CpuTicks(long Total, long Busy, long Steal, int Cores)
{
    /// <summary>Null if there is no such file, or it is not of this form.</summary>
    public static CpuTicks? Read(HostFiles files)
    {
        var lines = files.Lines("/proc/stat");
        const int idle = 4, ioWait = 5, steal = 8;
        var fields = lines.Count == 0 ? [] : lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= steal || fields[0] != "cpu")
            return null;
        var times = new long[steal + 1];
        for (var i = 1; i <= steal; i++)
        {
            if (!long.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out times[i]))
                return null;
        }

        // What the guests of this machine used is within user time already.
        var total = times.Sum();
        var cores = lines.Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && line.Length > 3 && char.IsAsciiDigit(line[3]));
        return new CpuTicks(total, total - times[idle] - times[ioWait], times[steal], Math.Max(1, cores));
    }
}
