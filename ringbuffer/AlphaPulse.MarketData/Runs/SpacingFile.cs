using System.Runtime.InteropServices;

namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// The times of a capture in a run's directory: whoever reads the capture leaves them there, so that others can count its
/// updates without reading it. Little-endian: a signature of 8 bytes, the number of times, the times in nanoseconds.
/// </summary>
public static class SpacingFile
{
    private const long Signature = 0x31_4743_4150_5350_41; // "APSPACG1"

    /// <summary>Writes the times; the file appears whole or not at all.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    /// <param name="timesNs">When each update was recorded, in order.</param>
    /// <exception cref="IOException">There is no room.</exception>
    public static void Save(string runDirectory, ReadOnlySpan<long> timesNs)
    {
        var path = Path.Combine(runDirectory, RunSchedule.SpacingFileName);
        using (var file = File.Create(path + ".tmp"))
        {
            file.Write(MemoryMarshal.AsBytes([Signature, timesNs.Length]));
            file.Write(MemoryMarshal.AsBytes(timesNs));
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>The table of a plan whose pattern has the spacing of a capture, or null for any other plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runDirectory">The run's directory.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SpacingTable? Load(RunPlan plan, string runDirectory)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Replay is not null || !PatternSpec.TryParse(plan.Pattern, out var pattern, out _) || pattern.Spacing.Kind != SpacingKind.Recorded)
            return null;
        var path = Path.Combine(runDirectory, RunSchedule.SpacingFileName);
        using var file = File.OpenRead(path);
        Span<long> head = [0, 0];
        if (file.ReadAtLeast(MemoryMarshal.AsBytes(head), 2 * sizeof(long), throwOnEndOfStream: false) < 2 * sizeof(long)
            || head[0] != Signature || head[1] < 2 || (head[1] + 2) * sizeof(long) != file.Length)
            throw new InvalidDataException($"{path}: not the times of a capture.");
        var times = new long[head[1]];
        file.ReadExactly(MemoryMarshal.AsBytes(times.AsSpan()));
        return SpacingTable.Recorded(times, pattern.Spacing.Speed);
    }
}
