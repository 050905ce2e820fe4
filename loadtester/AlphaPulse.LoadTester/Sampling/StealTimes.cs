using System.Globalization;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Time by core since boot that the hypervisor had the core for something else. Its unit is 10 ms.</summary>
internal static class StealTimes
{
    private const int StealField = 8;

    public static IReadOnlyDictionary<int, long> ReadNs() => ParseNs(File.ReadLines("/proc/stat"));

    /// <summary>The lines of /proc/stat: "cpu" is the sum, "cpuN" a core.</summary>
    internal static IReadOnlyDictionary<int, long> ParseNs(IEnumerable<string> lines)
    {
        var steal = new Dictionary<int, long>();
        foreach (var line in lines)
        {
            if (!line.StartsWith("cpu", StringComparison.Ordinal))
                break;
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > StealField && int.TryParse(fields[0].AsSpan("cpu".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var core)
                && long.TryParse(fields[StealField], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
                steal[core] = ticks * ProcessProbe.NsPerTick;
        }

        return steal;
    }
}
