using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A tmpfs of its own with the options that a test needs. Needs root: skips the test elsewhere, fails it for root in CI.</summary>
internal sealed class MountedTmpfs : IDisposable
{
    private MountedTmpfs(string path) => Path = path;

    public string Path { get; }

    public static MountedTmpfs Mount(string options)
    {
        var path = Directory.CreateTempSubdirectory("alphapulse-mount-").FullName;
        var mount = Command.Run("mount", "-t", "tmpfs", "-o", options, "alphapulse-test", path);
        if (mount.ExitCode == 0)
            return new MountedTmpfs(path);
        Directory.Delete(path);
        Assert.False(Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable("CI") == "true", $"root may mount in CI: {mount}");
        Assert.Skip("mounting a tmpfs is not permitted here");
        throw new InvalidOperationException(); // not reached
    }

    public void Dispose()
    {
        var unmount = Command.Run("umount", Path);
        Assert.True(unmount.ExitCode == 0, unmount.ToString());
        Directory.Delete(Path);
    }
}
