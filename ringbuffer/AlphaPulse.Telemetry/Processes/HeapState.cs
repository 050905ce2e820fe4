namespace AlphaPulse.Telemetry.Processes;

/// <summary>
/// The own process's managed heap as the last collections left it, in bytes by generation. Between collections nothing of it changes:
/// what it shows has survived, so that its growth is no sawtooth. All zeros before the first collection.
/// </summary>
/// <param name="Gen0Bytes">Generation 0 after the last collection.</param>
/// <param name="Gen1Bytes">Generation 1 after it.</param>
/// <param name="Gen2Bytes">Generation 2 after it.</param>
/// <param name="LargeBytes">The large objects after it.</param>
/// <param name="PinnedBytes">The pinned objects after it.</param>
/// <param name="AfterFullBytes">The whole heap right after the last collection of generation 2: all that is truly alive.</param>
/// <param name="FullCount">Collections of generation 2 so far.</param>
public readonly record struct HeapState(long Gen0Bytes, long Gen1Bytes, long Gen2Bytes, long LargeBytes, long PinnedBytes, long AfterFullBytes, long FullCount)
{
    /// <summary>Asks the runtime. Allocates some hundred bytes, so do it seldom. Thread-safe.</summary>
    public static HeapState Read()
    {
        var last = GC.GetGCMemoryInfo(GCKind.Any);
        if (last.Index == 0)
            return default;
        var blocking = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var background = GC.GetGCMemoryInfo(GCKind.Background);
        var generations = last.GenerationInfo;
        return new HeapState(
            generations[0].SizeAfterBytes,
            generations[1].SizeAfterBytes,
            generations[2].SizeAfterBytes,
            generations[3].SizeAfterBytes,
            generations[4].SizeAfterBytes,
            (blocking.Index > background.Index ? blocking : background).HeapSizeBytes,
            GC.CollectionCount(2));
    }
}
