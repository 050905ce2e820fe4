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

    /// <summary>The table of a plan that has the spacing of a capture: by its pattern, or because it replays one at a pace. Null for any other plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runDirectory">The run's directory.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SpacingTable? Load(RunPlan plan, string runDirectory)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (SpeedOf(plan) is not { } speed)
            return null;
        var times = Read(Path.Combine(runDirectory, RunSchedule.SpacingFileName));
        // A capture of a single moment can be replayed; it has no spacing.
        return plan.Replay is not null && (times.Length < 2 || times[^1] <= times[0]) ? null : SpacingTable.Recorded(times, speed);
    }

    /// <summary>Whether the schedule of a plan needs the times of a capture.</summary>
    public static bool IsNeededBy(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Replay is null && SpeedOf(plan) is not null;
    }

    private static decimal? SpeedOf(RunPlan plan)
    {
        if (plan.Replay is { } replay)
            return replay.Speed > 0 ? (decimal)replay.Speed : null;
        return PatternSpec.TryParse(plan.Pattern, out var pattern, out _) && pattern.Spacing is { Kind: SpacingKind.Recorded, Speed: var speed } ? speed : null;
    }

    private static long[] Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<long> head = [0, 0];
        if (file.ReadAtLeast(MemoryMarshal.AsBytes(head), 2 * sizeof(long), throwOnEndOfStream: false) < 2 * sizeof(long)
            || head[0] != Signature || head[1] != (file.Length / sizeof(long)) - 2)
            throw new InvalidDataException($"{path}: not the times of a capture.");
        var times = new long[head[1]];
        file.ReadExactly(MemoryMarshal.AsBytes(times.AsSpan()));
        return times;
    }
}
