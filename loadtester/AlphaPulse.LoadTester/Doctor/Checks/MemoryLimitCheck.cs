using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>A limit of memory. Pages of a tmpfs count against it, too.</summary>
internal static class MemoryLimitCheck
{
    public static Finding Look(HostView host)
    {
        if (new ControlGroups(host.Files).MemoryLimit() is not var (limitBytes, availableBytes, group))
            return Finding.Ok($"no limit");
        return availableBytes < FreeMemoryCheck.LeastBytes
            ? Finding.Warning($"{Megabytes.Of(availableBytes):#,0} MB left of {Megabytes.Of(limitBytes):#,0} MB ({group}), needed: {Megabytes.Of(FreeMemoryCheck.LeastBytes):#,0} MB", "rings and programs may be killed in the middle of a run: raise the limit")
            : Finding.Ok($"{Megabytes.Of(availableBytes):#,0} MB left of {Megabytes.Of(limitBytes):#,0} MB ({group})");
    }
}
