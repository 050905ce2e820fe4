using System.Globalization;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Reads memory, threads and open files of a process from /proc, and adds what it says of its own heap.</summary>
internal static class ProcessGauge
{
    // "kB" in /proc/PID/status is 1,024 bytes.
    private const long BytesPerKb = 1_024;

    /// <param name="name">Of the program.</param>
    /// <param name="pid">Of the process.</param>
    /// <param name="heap">What it says of its heap, or null.</param>
    public static ProcessState Read(string name, int pid, HeapState? heap)
    {
        var sample = new ProcessState { Name = name, Pid = pid };
        try
        {
            sample = Parse(sample, File.ReadAllText($"/proc/{pid}/status")) with
            {
                Handles = Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Count(),
                HandleLimit = HandleLimit(File.ReadAllText($"/proc/{pid}/limits")),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended; whoever watches it says so.
        }

        return heap is { FullCount: > 0 } known ? With(sample, known) : sample;
    }

    internal static ProcessState Parse(ProcessState sample, string status)
    {
        long? anonymous = null, swapped = null, threads = null;
        foreach (var line in status.AsSpan().EnumerateLines())
        {
            anonymous ??= Value(line, "RssAnon:");
            swapped ??= Value(line, "VmSwap:");
            threads ??= Value(line, "Threads:");
        }

        return sample with { PrivateBytes = (anonymous + (swapped ?? 0)) * BytesPerKb, Threads = threads };
    }

    // "Max open files            1024                 524288               files": the first number is the one that holds.
    internal static long? HandleLimit(string limits)
    {
        const string key = "Max open files";
        foreach (var line in limits.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith(key, StringComparison.Ordinal))
                continue;
            var rest = line[key.Length..].TrimStart();
            return long.TryParse(rest[..rest.IndexOf(' ')], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
        }

        return null;
    }

    private static long? Value(ReadOnlySpan<char> line, string key)
    {
        if (!line.StartsWith(key, StringComparison.Ordinal))
            return null;
        var value = line[key.Length..].Trim();
        if (value.EndsWith(" kB", StringComparison.Ordinal))
            value = value[..^3];
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static ProcessState With(ProcessState sample, HeapState heap) => sample with
    {
        HeapGen0Bytes = heap.Gen0Bytes,
        HeapGen1Bytes = heap.Gen1Bytes,
        HeapGen2Bytes = heap.Gen2Bytes,
        HeapLargeBytes = heap.LargeBytes,
        HeapPinnedBytes = heap.PinnedBytes,
        HeapAfterFullBytes = heap.AfterFullBytes,
        FullCollections = heap.FullCount,
    };
}
