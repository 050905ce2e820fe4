using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Running;

/// <summary>Whether a run's files fit into their directory, and whether that is memory.</summary>
internal static class RunSpace
{
    // Header pages of a ring and what telemetry takes beside it, a venue; measured 1.9 MB for ten venues.
    private const long OverheadBytes = 4 << 20;

    // The built-in profile 'stress' with rings of the default size.
    private const int LargestProfileRings = 10;
    private const long DefaultCapacity = 65_536;

    /// <summary>What the largest of the built-in profiles takes.</summary>
    public static long LargestProfileBytes => NeededBytes(LargestProfileRings, DefaultCapacity);

    /// <exception cref="RingException"><see cref="RingFault.NoSpace"/>: says how much is needed and how much there is.</exception>
    public static void Require(string directory, int rings, long capacity)
    {
        var neededBytes = NeededBytes(rings, capacity);
        var availableBytes = FileSystem.AvailableBytes(directory);
        if (neededBytes > availableBytes)
            throw new RingException(RingFault.NoSpace, directory, $"is too small: {rings} {(rings == 1 ? "ring" : "rings")} of {capacity:#,0} slots {(rings == 1 ? "needs" : "need")} {Megabytes.Of(neededBytes):#,0} MB, there are {Megabytes.Of(availableBytes):#,0} MB left. Use a smaller --ring-capacity, fewer --exchanges or another --dir.");
    }

    public static string? Warning(string directory) => FileSystem.IsTmpfs(directory)
        ? null
        : $"{directory} is not on tmpfs: the kernel writes the rings to a disk at its own times, which disturbs the latencies";

    public static long NeededBytes(int rings, long capacity) => rings * ((capacity * MarketEvent.SizeBytes) + OverheadBytes);

    /// <summary>Bytes of all files of a run.</summary>
    public static long UsedBytes(string runDirectory) =>
        new DirectoryInfo(runDirectory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
