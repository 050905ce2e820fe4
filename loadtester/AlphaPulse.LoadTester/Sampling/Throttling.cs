using System.Globalization;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>For how long this process's control group has been out of processor time, from its cpu.stat. Either version of control groups.</summary>
internal sealed class Throttling
{
    private const string Root = "/sys/fs/cgroup";
    private readonly string? _file;

    private Throttling(string? file) => _file = file;

    public static Throttling OfThisProcess()
    {
        try
        {
            return new Throttling(Candidates(File.ReadAllLines("/proc/self/cgroup")).FirstOrDefault(File.Exists));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Throttling(null);
        }
    }

    /// <summary>Null if it cannot be read.</summary>
    public long? ReadNs()
    {
        try
        {
            return _file is null ? null : ParseNs(File.ReadAllText(_file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where cpu.stat may be, given the lines of /proc/self/cgroup: <c>hierarchy:controllers:path</c>.</summary>
    internal static IEnumerable<string> Candidates(IEnumerable<string> groups)
    {
        foreach (var group in groups)
        {
            if (group.Split(':', 3) is not [_, var controllers, var path])
                continue;
            if (controllers.Length == 0)
                yield return $"{Root}{path.TrimEnd('/')}/cpu.stat";
            if (!controllers.Split(',').Contains("cpu"))
                continue;
            yield return $"{Root}/{controllers}{path.TrimEnd('/')}/cpu.stat";
            yield return $"{Root}/cpu{path.TrimEnd('/')}/cpu.stat";
        }
    }

    /// <summary>Version 1 counts nanoseconds, version 2 microseconds.</summary>
    internal static long? ParseNs(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var (factor, key) = line.StartsWith("throttled_usec ", StringComparison.Ordinal) ? (1_000, "throttled_usec ") : (1, "throttled_time ");
            if (line.StartsWith(key, StringComparison.Ordinal) && long.TryParse(line.AsSpan(key.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return value * factor;
        }

        return null;
    }
}
