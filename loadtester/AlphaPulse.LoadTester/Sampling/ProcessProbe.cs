using System.Globalization;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Reads what a process uses from /proc/PID/stat, /proc/PID/status and /proc/PID/io.</summary>
internal sealed class ProcessProbe(string name, int pid)
{
    // USER_HZ, the unit of times in /proc, is 100 on every architecture that .NET runs on; it is not the kernel's own tick.
    internal const long NsPerTick = 10_000_000;

    // "kB" in /proc/PID/status is 1,024 bytes.
    private const long BytesPerKb = 1_024;

    private readonly string _statPath = $"/proc/{pid}/stat";
    private readonly string _statusPath = $"/proc/{pid}/status";
    private readonly string _ioPath = $"/proc/{pid}/io";

    public string Name => name;

    public int Pid => pid;

    /// <summary>False if the process is gone, or about to: it has given its memory back.</summary>
    public bool TryRead(out ProcessUsage usage)
    {
        usage = default;
        try
        {
            var (stat, status) = (File.ReadAllText(_statPath), File.ReadAllText(_statusPath));
            if (IsEnding(stat, status))
                return false;
            usage = Parse(stat, status) with { Io = ReadIo() };
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Only its owner may read it, and not every kernel counts.
    private ProcessIo? ReadIo()
    {
        try
        {
            return ProcessIo.Parse(File.ReadAllText(_ioPath));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">The texts are not of these files.</exception>
    internal static ProcessUsage Parse(string stat, string status)
    {
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        const int userTime = 11, kernelTime = 12;
        if (fields.Length <= kernelTime
            || !long.TryParse(fields[userTime], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            || !long.TryParse(fields[kernelTime], NumberStyles.None, CultureInfo.InvariantCulture, out var kernel))
            throw new InvalidDataException("/proc/PID/stat has no processor times.");
        return new ProcessUsage((user + kernel) * NsPerTick, Bytes(status, "RssAnon:"), Bytes(status, "RssFile:") + Bytes(status, "RssShmem:"));
    }

    // The state follows the name: zombie or dead. A little before that the lines of its memory are gone.
    internal static bool IsEnding(string stat, string status) =>
        stat[(stat.LastIndexOf(')') + 1)..].TrimStart() is ['Z' or 'X', ..] || !status.Contains("RssAnon:", StringComparison.Ordinal);

    private static long Bytes(string status, string key)
    {
        foreach (var line in status.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(key, StringComparison.Ordinal))
                continue;
            var value = line[key.Length..].Trim();
            if (!value.EndsWith(" kB", StringComparison.Ordinal) || !long.TryParse(value[..^3], NumberStyles.None, CultureInfo.InvariantCulture, out var kb))
                throw new InvalidDataException($"/proc/PID/status: '{line}' is not a size in kB.");
            return kb * BytesPerKb;
        }

        return 0;
    }
}
