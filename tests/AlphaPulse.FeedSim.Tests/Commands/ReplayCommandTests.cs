using System.IO.Compression;

namespace AlphaPulse.FeedSim.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly DirectoryInfo _base = Directory.CreateTempSubdirectory("alphapulse-test-");

    [Fact]
    public void Replay_OfALobsterFile_SendsItAndLeavesNothingBehind()
    {
        var (exitCode, output, error) = Replay(Write("messages.csv", Message(1), Message(2)));
        Assert.Equal(0, exitCode);
        Assert.Contains("read 2 lines, skipped 0, gaps 0", output);
        Assert.Contains("of 2 updates scheduled (100.00 %)", output);
        Assert.DoesNotContain("error", error);
        Assert.Empty(Directory.EnumerateDirectories(_base.FullName));
    }

    [Fact]
    public void Replay_OfAMalformedLine_NamesFileAndLineAndExits2()
    {
        var file = Write("messages.csv", Message(1), "34200.2,1,zwei,100,5853300,1", Message(3));
        var (exitCode, _, error) = Replay(file);
        Assert.Equal(2, exitCode);
        Assert.Contains($"{file}, line 2: ", error);
        Assert.DoesNotContain("   at ", error);
        Assert.Empty(Directory.EnumerateDirectories(_base.FullName));
    }

    [Fact]
    public void Replay_OfAMalformedLineToBeSkipped_CountsIt()
    {
        var (exitCode, output, _) = Replay(Write("messages.csv", Message(1), "34200.2,1,zwei,100,5853300,1", Message(3)), "--on-error", "skip");
        Assert.Equal(0, exitCode);
        Assert.Contains("read 2 lines, skipped 1 (first: ", output);
    }

    [Fact]
    public void Replay_OfTruncatedGzip_ExitsWithOneLine()
    {
        var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(1, 500).Select(Message))));
        var file = Path.Combine(_base.FullName, "cut.csv.gz");
        File.WriteAllBytes(file, whole.ToArray()[..((int)whole.Length / 2)]);
        var (exitCode, _, error) = Replay(file);
        Assert.Equal(2, exitCode);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.Contains(file, StringComparison.Ordinal));
    }

    public void Dispose() => _base.Delete(recursive: true);

    private static string Message(int id) => $"34200.{id:000000000},1,{id},100,{5_853_300 + (id * 100)},1";

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_base.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private (int ExitCode, string Output, string Error) Replay(string file, params string[] options) =>
        FeedSimProcess.Run(["replay", "--format", "lobster", "--speed", "max", "--dir", _base.FullName, file, .. options]);
}
