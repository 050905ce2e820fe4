using System.Diagnostics;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Results;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Write_ThroughSymbolicLinks_ReplacesWhatTheyLeadTo()
    {
        var real = _directory.Write("real.json", "old");
        File.CreateSymbolicLink(At("second"), "real.json");
        File.CreateSymbolicLink(At("first"), At("second"));

        Write(At("first"), "new");

        Assert.Equal("new", File.ReadAllText(real));
        Assert.Equal("real.json", new FileInfo(At("second")).LinkTarget);
        Assert.Equal(["first", "real.json", "second"], Names());
    }

    [Fact]
    public void Write_NewFile_CreatesIt()
    {
        Write(At("new.json"), "new");

        Assert.Equal("new", File.ReadAllText(At("new.json")));
        Assert.Equal(["new.json"], Names());
    }

    [Fact]
    public void Write_ThroughALinkToNothing_CreatesWhatItLeadsTo()
    {
        File.CreateSymbolicLink(At("link"), At("new.json"));

        Write(At("link"), "new");

        Assert.Equal("new", File.ReadAllText(At("new.json")));
        Assert.NotNull(new FileInfo(At("link")).LinkTarget);
    }

    [Fact]
    public async Task Write_ToAPipe_IsReadFromItAndThePipeStays()
    {
        Assert.Equal(0, Run("mkfifo", At("pipe")));
        var read = Task.Run(() => File.ReadAllText(At("pipe")), TestContext.Current.CancellationToken);

        Write(At("pipe"), "new");

        Assert.Equal("new", await read);
        Assert.Equal(0, Run("test", "-p", At("pipe")));
        Assert.Equal(["pipe"], Names());
    }

    [Fact]
    public void Write_ToAFullDevice_FailsAndTheDeviceStays()
    {
        Assert.SkipUnless(Run("mknod", At("full"), "c", "1", "7") == 0, "making a device is not permitted here");
        using var file = OutputFile.Open(At("full"));

        Assert.Throws<IOException>(() => file.Write("new"));

        Assert.Equal(0, Run("test", "-c", At("full")));
        Assert.Equal(["full"], Names());
    }

    [Fact]
    public void TryWrite_OnAFullDisk_NamesTheFileThatWasAskedForAndLeavesWhatWasThere()
    {
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=16k", "alphapulse-test", _directory.Path) == 0, "mounting a tmpfs is not permitted here");
        try
        {
            var path = _directory.Write("r.json", "old");
            var error = new StringWriter { NewLine = "\n" };
            using (var file = OpenReportFile.Open(new ReportFile("--json-output", path, _ => new string('x', 100_000)), error)!)
                Assert.False(file.TryWrite(new RunResults(), error));

            Assert.Equal($"loadtester: --json-output: '{path}' cannot be written: No space left on device\n", error.ToString());
            Assert.Equal(["r.json"], Names());
            Assert.Equal("old", File.ReadAllText(path));
        }
        finally
        {
            Assert.Equal(0, Run("umount", _directory.Path));
        }
    }

    [Fact]
    public void Open_RegularFile_LeavesItAlone()
    {
        var path = _directory.Write("real.json", "old");

        OutputFile.Open(path).Dispose();

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["real.json"], Names());
    }

    public void Dispose() => _directory.Dispose();

    private static void Write(string path, string text)
    {
        using var file = OutputFile.Open(path);
        file.Write(text);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private string At(string name) => Path.Combine(_directory.Path, name);

    private IEnumerable<string?> Names() => Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
