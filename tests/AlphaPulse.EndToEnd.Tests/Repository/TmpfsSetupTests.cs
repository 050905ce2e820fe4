
namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>The real script on a real tmpfs. Directories are made below /dev/shm (a tmpfs that every Linux has) and below the temporary directory.</summary>
public sealed class TmpfsSetupTests : IDisposable
{
    private readonly string _onTmpfs = $"/dev/shm/alphapulse-setup-test-{Guid.NewGuid():N}";
    private readonly string _onDisk = Path.Combine(Path.GetTempPath(), $"alphapulse-setup-test-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_onDisk))
            Setup("--dir", _onDisk, "--undo");
        foreach (var path in new[] { _onTmpfs, _onDisk }.Where(Directory.Exists))
            Directory.Delete(path, recursive: true);
    }

    [Fact]
    public void Setup_DirectoryOnTmpfs_IsCreatedOnceAndThenLeftAlone()
    {
        var first = Setup("--dir", _onTmpfs);
        Assert.Equal(0, first.ExitCode);
        Assert.StartsWith($"tmpfs: {_onTmpfs} created on the tmpfs of /dev/shm\ntmpfs: {_onTmpfs} OK ", first.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_onTmpfs));

        var second = Setup("--dir", _onTmpfs);
        Assert.Equal(0, second.ExitCode);
        Assert.Matches(@$"^tmpfs: {_onTmpfs} OK \d+(\.\d)?[MGT]\n$", second.Output);
    }

    [Fact]
    public void Check_MissingDirectory_CreatesNothing()
    {
        var check = Setup("--check", "--dir", _onTmpfs);
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("not created yet", check.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_onTmpfs));
    }

    [Fact]
    public void Check_DirectoryOpenToOthers_Fails()
    {
        Directory.CreateDirectory(_onTmpfs, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        ExpectOneLine(Setup("--check", "--dir", _onTmpfs), 1, "is open to other users");
    }

    [Fact]
    public void Undo_DirectoryThatWasNotMountedHere_StaysUntouched()
    {
        Setup("--dir", _onTmpfs);
        File.WriteAllText(Path.Combine(_onTmpfs, "kept"), "x");
        var undo = Setup("--undo", "--dir", _onTmpfs);
        Assert.Equal((0, $"tmpfs: {_onTmpfs} nothing to undo: not mounted by this script\n"), (undo.ExitCode, undo.Output));
        Assert.True(File.Exists(Path.Combine(_onTmpfs, "kept")));
    }

    [Fact]
    public void Setup_DirectoryWithFilesOnDisk_IsNotHiddenByAMount()
    {
        Directory.CreateDirectory(_onDisk);
        File.WriteAllText(Path.Combine(_onDisk, "kept"), "x");
        Assert.SkipWhen(new DriveInfo(_onDisk).DriveFormat == "tmpfs", "the temporary directory is a tmpfs itself");
        ExpectOneLine(Setup("--dir", _onDisk), 1, Environment.IsPrivilegedProcess ? "is not empty" : "needs root");
    }

    [Fact]
    public void Undo_MountInUse_IsRefusedUntilItIsFree()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounting needs root");
        var mount = Setup("--dir", _onDisk, "--size", "8M");
        Assert.SkipWhen(mount.Errors.Contains("mount failed", StringComparison.Ordinal), "no right to mount here");
        Assert.Equal((0, $"tmpfs: {_onDisk} mounted a tmpfs of 8.0M\ntmpfs: {_onDisk} OK 8.0M\n"), (mount.ExitCode, mount.Output));
        Assert.Contains("resized to 16M", Setup("--dir", _onDisk, "--size", "16M").Output, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_onDisk, "run"));
        using (File.Create(Path.Combine(_onDisk, "run", "live")))
            ExpectOneLine(Setup("--dir", _onDisk, "--undo"), 3, $"in use by process {Environment.ProcessId}");
        var undo = Setup("--dir", _onDisk, "--undo");
        Assert.Equal((0, $"tmpfs: {_onDisk} unmounted\n"), (undo.ExitCode, undo.Output));
        Assert.False(Directory.Exists(_onDisk));
    }

    [Theory]
    [InlineData("--size 0", "--size '0' is not a size")]
    [InlineData("--size -4G", "--size '-4G' is not a size")]
    [InlineData("--size 4", "--size '4' is not a size")]
    [InlineData("--size 4K", "too small for a ring")]
    [InlineData("--size 900T", "more than the memory of this machine")]
    [InlineData("--size", "--size needs a value")]
    [InlineData("--check --undo", "exclude each other")]
    [InlineData("--dir /dev/null", "is not a directory")]
    [InlineData("--frobnicate", "unknown argument '--frobnicate'")]
    public void Setup_BadArguments_OneLineAndExitCode2(string arguments, string expected) =>
        ExpectOneLine(Setup(arguments.Split(' ')), 2, expected);

    private static void ExpectOneLine(CommandResult result, int exitCode, string expected)
    {
        Assert.True(result.ExitCode == exitCode && result.Output.Length == 0, result.ToString());
        Assert.Contains(expected, Assert.Single(result.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private static CommandResult Setup(params string[] arguments) => Command.Run(RepositoryFiles.FullPath("tmpfs-setup.sh"), arguments);
}
