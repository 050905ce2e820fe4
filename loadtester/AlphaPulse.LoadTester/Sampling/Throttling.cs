using System.Buffers.Text;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>For how long this process's control group has been out of processor time, from its cpu.stat. Either version of control groups. Not thread-safe.</summary>
internal sealed class Throttling : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private const int FileBytes = 4_096;
    private readonly TextFile? _file;

    private Throttling(TextFile? file) => _file = file;

    public static Throttling OfThisProcess()
    {
        try
        {
            var path = Candidates(File.ReadAllLines("/proc/self/cgroup")).FirstOrDefault(File.Exists);
            return new Throttling(path is null ? null : TextFile.TryOpen(path, FileBytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Throttling(null);
        }
    }

    /// <summary>Null if it cannot be read.</summary>
    public long? ReadNs() => _file is null ? null : ParseNs(_file.Read());

    public void Dispose() => _file?.Dispose();

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

    /// <summary>Version 1 counts nanoseconds, version 2 microseconds. Null if there is neither, as in the root group of version 2.</summary>
    internal static long? ParseNs(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.StartsWith("throttled_time "u8) && Utf8Parser.TryParse(line["throttled_time ".Length..], out long ns, out _))
                return ns;
            if (line.StartsWith("throttled_usec "u8) && Utf8Parser.TryParse(line["throttled_usec ".Length..], out long us, out _))
                return us * 1_000;
        }

        return null;
    }
}
