using AlphaPulse.LoadTester.Results;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Tests.RealRuns;

public sealed class DirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Dir_Missing_IsOneLineAndExit2()
    {
        var run = CommandRun.Of("-d", "1", "--quiet", "--dir", "/no/such/directory");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("loadtester: /no/such/directory: the ring directory does not exist.", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Dir_AFile_IsOneLineAndExit2()
    {
        var run = CommandRun.Of("-d", "1", "--quiet", "--dir", _directory.Write("file", ""));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is a file, expected a directory", run.Error);
    }

    [Fact]
    public void Dir_OfAnotherRun_IsRejected()
    {
        using var other = new RunRegistry(_directory.Path).Create("other");

        var run = CommandRun.Of("-d", "1", "--quiet", "--dir", other.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"loadtester: {other.Path}: belongs to the run 'other'", run.Error);
    }

    [Fact]
    public void Dir_ReadOnly_IsOneLineAndExit2()
    {
        // A file system that nobody, not even root, can create directories in.
        var run = CommandRun.Of("-d", "1", "--quiet", "--dir", "/proc/self/task");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Dir_TooSmall_SaysHowMuchIsNeededAndThereIs()
    {
        // 64 rings of a gibibyte.
        Assert.SkipWhen(FileSystem.AvailableBytes("/dev/shm") > 70_000_000_000, "/dev/shm has room for it");

        var run = CommandRun.Of("-e", "64", "--ring-capacity", "16777216", "-d", "1", "--quiet", "--dir", "/dev/shm");

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(@"^loadtester: /dev/shm: is too small: 64 rings of 16,777,216 slots need 68,\d{3} MB, there are [\d,]+ MB left\. ", run.Error);
    }

    [Fact]
    public void Dir_NotTmpfs_IsAWarning()
    {
        Assert.SkipWhen(FileSystem.IsTmpfs(_directory.Path), "the temporary directory is on tmpfs");
        var file = Path.Combine(_directory.Path, "results.json");
        var rings = Directory.CreateDirectory(Path.Combine(_directory.Path, "rings")).FullName;

        var run = CommandRun.Of("-e", "1", "-t", "100", "-d", "1", "--warmup-secs", "0", "--quiet", "--dir", rings, "--json-output", file);

        Assert.Contains("is not on tmpfs", run.Output);
        var results = ResultsJson.FromText(File.ReadAllText(file));
        Assert.False(results.Config.DirectoryIsTmpfs);
        Assert.Contains("is not on tmpfs", Assert.Single(results.Warnings));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("/dev/shm/nobody/nothing")]
    public void Attach_NoSuchRun_IsOneLineAndExit2(string name)
    {
        var run = CommandRun.Of("--attach", name, "-d", "1", "--quiet", "--dir", _directory.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _directory.Dispose();
}
