using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Memory without swapping.</summary>
internal static class FreeMemoryCheck
{
    /// <summary>What a run may take by its own objective, 500 MB, and a reserve.</summary>
    public const long LeastBytes = 600_000_000;

    private const int BytesPerKb = 1_024;

    public static Finding Look(HostView host)
    {
        if (host.Files.Value("/proc/meminfo", "MemAvailable") is not { } availableKb)
            return Finding.Ok($"not told by this kernel");
        var availableBytes = availableKb * BytesPerKb;
        if (availableBytes < LeastBytes)
            return Finding.Warning($"{Megabytes.Of(availableBytes):#,0} MB available, needed: {Megabytes.Of(LeastBytes):#,0} MB", "end other programs, or use smaller rings");
        return host.Activity is { SwappedPages: > 0 and var pages }
            ? Finding.Warning($"{Megabytes.Of(availableBytes):#,0} MB available, but {pages:#,0} pages were swapped within a second", "a swapped page of a ring costs milliseconds: end what uses the memory, or swapoff")
            : Finding.Ok($"{Megabytes.Of(availableBytes):#,0} MB available");
    }
}
