using AlphaPulse.EndToEnd.Tests.Repository;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Ring directories that cannot be used, or hardly.</summary>
public sealed class BadDirectoryTests
{
    [Fact]
    public void Run_DirectoryMissing_OneLineAndNothingIsCreated()
    {
        using var sandbox = new Sandbox();
        var missing = Path.Combine(sandbox.Rings, "missing");
        Verdicts.ExpectOneLine(RunIn(sandbox, missing), missing, "does not exist");
        Verdicts.ExpectOneLine(sandbox.Run("feedsim", "run", "--dir", missing), missing, "does not exist");
        sandbox.ExpectNothingLeft(missing);
    }

    [Fact]
    public void Run_DirectoryIsAFile_OneLine()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.Write("file", "kept");
        Verdicts.ExpectOneLine(RunIn(sandbox, file), file, "is a file");
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public void Run_DirectoryReadOnly_OneLine()
    {
        using var sandbox = new Sandbox();
        using var mounted = MountedTmpfs.Mount("ro,size=64m");
        Verdicts.ExpectOneLine(RunIn(sandbox, mounted.Path), mounted.Path, "Read-only file system");
        var ended = sandbox.Run("feedsim", "run", "--dir", mounted.Path);
        Verdicts.ExpectOneLine(ended, mounted.Path, "Read-only file system");
        Assert.DoesNotContain(".tmp-", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DirectoryTooSmall_SaysHowMuchIsNeededAndHowMuchThereIs()
    {
        using var sandbox = new Sandbox();
        using var mounted = MountedTmpfs.Mount("size=8m");
        var ended = sandbox.Run("loadtester", "--exchanges", "10", "--duration-secs", "1", "--dir", mounted.Path);
        Verdicts.ExpectOneLine(ended, mounted.Path, "10 rings of 65,536 slots need 84 MB", "there are 8 MB left");
        Verdicts.ExpectOneLine(sandbox.Run("feedsim", "run", "--exchanges", "10", "--dir", mounted.Path), mounted.Path, "needs 4,", " left");
        Assert.Empty(Directory.GetFileSystemEntries(mounted.Path));
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Run_DirectoryNotOnTmpfs_WarnsAndGoesOn()
    {
        using var sandbox = new Sandbox();
        Assert.SkipWhen(FileSystem.IsTmpfs(sandbox.Files), "the temporary directory is a tmpfs itself");
        var folder = Directory.CreateDirectory(sandbox.File("rings")).FullName;
        var ended = RunIn(sandbox, folder);
        var results = Verdicts.ExpectVerdict(ended, sandbox.File("results.json"));
        Assert.Contains("is not on tmpfs", ended.Output, StringComparison.Ordinal);
        Assert.Contains(results.At("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("is not on tmpfs", StringComparison.Ordinal));
        Assert.False(results.At("config.directory_is_tmpfs").GetBoolean());
        results.ExpectCountsClose();
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Run_DirectoryOrNameOfALiveRun_IsRefusedAndTheRunGoesOn()
    {
        using var sandbox = new Sandbox();
        var feed = sandbox.Start("feedsim", "run", "--exchanges", "1", "--trades-per-second", "1000", "--duration-secs", "3600", "--warmup-secs", "0", "--name", "feed", "--dir", sandbox.Rings);
        sandbox.WaitUntilSending(feed);
        var live = Path.Combine(sandbox.Rings, "feed");
        var before = Directory.GetFileSystemEntries(live, "*", SearchOption.AllDirectories).Order().ToList();

        Verdicts.ExpectOneLine(sandbox.Run("feedsim", "run", "--name", "feed", "--dir", sandbox.Rings), live, "a run of this name exists");
        Verdicts.ExpectOneLine(RunIn(sandbox, live), live, "belongs to the run 'feed'");
        Verdicts.ExpectOneLine(sandbox.Run("feedsim", "run", "--dir", live), live, "belongs to the run 'feed'");
        Verdicts.ExpectOneLine(RunIn(sandbox, Path.Combine(live, "rings")), live, "belongs to the run 'feed'");

        Assert.Equal(before, Directory.GetFileSystemEntries(live, "*", SearchOption.AllDirectories).Order());
        Assert.False(feed.HasExited, feed.ToString());
        feed.Signal(UnixSignal.Interrupt);
        Assert.Equal(130, feed.WaitForEnd().ExitCode);
        sandbox.ExpectNothingLeft(feed);
    }

    private static CommandResult RunIn(Sandbox sandbox, string directory)
    {
        var file = sandbox.File("results.json");
        return sandbox.Run("loadtester", "--exchanges", "1", "--trades-per-second", "1000", "--orderbook-updates-per-second", "1000", "--warmup-secs", "0", "--duration-secs", "1", "--dir", directory, "--json-output", file);
    }
}
