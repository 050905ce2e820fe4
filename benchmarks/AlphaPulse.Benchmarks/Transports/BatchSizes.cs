namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Records that are published together: alone, an update of 8, and 4 KiB, which is a usual buffer of streams.</summary>
internal static class BatchSizes
{
    internal const int Largest = 64;

    internal static readonly int[] All = [1, 8, Largest];
}
