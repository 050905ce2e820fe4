using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Whether the rings are in memory.</summary>
internal static class TmpfsCheck
{
    public static Finding Look(HostView host) => RunSpace.Warning(host.Directory) is { } warning
        ? Finding.Warning($"{warning}", "use /dev/shm, or mount one (tmpfs-setup.sh) and give it with --dir")
        : Finding.Ok($"{host.Directory}");
}
