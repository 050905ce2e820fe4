using System.Diagnostics;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Tests.Options;

public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("check {0}")]
    [InlineData("check results.json --targets {0}")]
    [InlineData("--profile-file {0}")]
    public void Read_Pipe_IsRefusedWithoutWaitingForAWriter(string commandLine)
    {
        var pipe = Path.Combine(_directory.Path, "pipe");
        using (var process = Process.Start("mkfifo", [pipe]))
            process.WaitForExit();

        var run = CommandRun.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, commandLine, pipe).Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{pipe}: is a device or a pipe, expected a regular file", run.Error);
    }

    [Fact]
    public void Read_FileOfTheLimitAndOneMore_IsReadAndRefused()
    {
        var faults = new FaultList();

        Assert.Equal(1 << 20, InputFile.Read(_directory.Write("most", new string('x', 1 << 20)), 1 << 20, faults)!.Length);
        Assert.Empty(faults.All);
        Assert.Null(InputFile.Read(_directory.Write("more", new string('x', (1 << 20) + 1)), 1 << 20, faults));
        Assert.Contains("is larger than 1 MiB", Assert.Single(faults.All).ToString());
    }

    public void Dispose() => _directory.Dispose();
}
