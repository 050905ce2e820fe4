using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What a process has read and written since it started, as /proc/PID/io counts it.</summary>
/// <param name="ReadBytes">By system calls: files, pipes, sockets. Mapped memory, the rings among it, is in none of these.</param>
/// <param name="WrittenBytes">The same.</param>
/// <param name="ReadCalls">System calls that read.</param>
/// <param name="WriteCalls">System calls that write.</param>
/// <param name="DiskReadBytes">What came from a disk.</param>
/// <param name="DiskWrittenBytes">What is to go to one.</param>
internal readonly record struct ProcessIo(long ReadBytes, long WrittenBytes, long ReadCalls, long WriteCalls, long DiskReadBytes, long DiskWrittenBytes)
{
    /// <summary>Null if a number is missing, as where the kernel does not count.</summary>
    internal static ProcessIo? Parse(string text)
    {
        var values = new long[s_keys.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Value(text, s_keys[i]) is not { } value)
                return null;
            values[i] = value;
        }

        return new ProcessIo(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    public ProcessIoResults Since(ProcessIo before) => new()
    {
        ReadMb = Megabytes.Of(ReadBytes - before.ReadBytes),
        WrittenMb = Megabytes.Of(WrittenBytes - before.WrittenBytes),
        ReadCalls = ReadCalls - before.ReadCalls,
        WriteCalls = WriteCalls - before.WriteCalls,
        DiskReadMb = Megabytes.Of(DiskReadBytes - before.DiskReadBytes),
        DiskWrittenMb = Megabytes.Of(DiskWrittenBytes - before.DiskWrittenBytes),
    };

    private static readonly string[] s_keys = ["rchar:", "wchar:", "syscr:", "syscw:", "read_bytes:", "write_bytes:"];

    private static long? Value(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(key, StringComparison.Ordinal))
                return long.TryParse(line[key.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        }

        return null;
    }
}
