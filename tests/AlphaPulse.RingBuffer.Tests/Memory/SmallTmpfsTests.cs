using System.Diagnostics;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>A tmpfs that is too small is an error with figures at creation, never a SIGBUS later.</summary>
public sealed class SmallTmpfsTests
{
    [Theory]
    [InlineData("size=1m")]
    [InlineData("size=1m,nr_inodes=3")]
    public void Create_NoRoom_NoSpaceAndNothingLeftBehind(string mountOptions)
    {
        var directory = Directory.CreateTempSubdirectory("alphapulse-tmpfs-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", mountOptions, "alphapulse-test", directory) != 0)
        {
            Directory.Delete(directory);
            Assert.False(Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable("CI") == "true", "root may mount in CI");
            Assert.Skip("mounting a tmpfs is not permitted here");
        }

        try
        {
            var path = Path.Combine(directory, "ring");
            var e = Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(path, new RingOptions { Capacity = 16_384 }));
            Assert.Equal(RingFault.NoSpace, e.Fault);
            Assert.Empty(Directory.GetFileSystemEntries(directory));
            Assert.True(FileSystem.IsTmpfs(directory));
            if (mountOptions.Contains("inodes"))
                return;
            Assert.Contains("1,056,768", e.Message);

            // What fits is filled to the last byte of the file system, page by page, without a fault.
            using var writer = RingWriter<TestRecord>.Create(path, new RingOptions { Capacity = 8_192 });
            Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(path + "2", new RingOptions { Capacity = 8_192 }));
            Assert.Single(Directory.GetFileSystemEntries(directory));
            File.WriteAllBytes(Path.Combine(directory, "filler"), new byte[FileSystem.AvailableBytes(directory)]);
            Assert.Equal(0, FileSystem.AvailableBytes(directory));
            for (var i = 0; i < 10_000; i++)
                Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        }
        finally
        {
            Assert.Equal(0, Run("umount", directory));
            Directory.Delete(directory);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
