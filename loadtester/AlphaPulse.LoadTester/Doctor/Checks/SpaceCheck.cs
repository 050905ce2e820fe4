using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Room for the rings and telemetry of a run.</summary>
internal static class SpaceCheck
{
    public static Finding Look(HostView host)
    {
        var availableBytes = FileSystem.AvailableBytes(host.Directory);
        if (availableBytes < host.NeededBytes)
            return Finding.Warning($"{Megabytes.Of(availableBytes):#,0} MB free in {host.Directory}, needed: {Megabytes.Of(host.NeededBytes):#,0} MB", "free some, enlarge it (mount -o remount,size=…), or use smaller rings or fewer exchanges");
        return availableBytes == long.MaxValue
            ? Finding.Ok($"no limit in {host.Directory}")
            : Finding.Ok($"{Megabytes.Of(availableBytes):#,0} MB free, needed: {Megabytes.Of(host.NeededBytes):#,0} MB");
    }
}
