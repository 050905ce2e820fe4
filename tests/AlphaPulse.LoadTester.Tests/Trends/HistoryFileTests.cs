using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Tests.Comparing;
using AlphaPulse.LoadTester.Trends;

namespace AlphaPulse.LoadTester.Tests.Trends;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string History => Path.Combine(_directory.Path, "history.jsonl");

    [Fact]
    public void Check_WithHistory_AppendsALineARun()
    {
        var file = SavedRuns.Save(Path.Combine(_directory.Path, "runs"), 1, 1) + "/pair-01.json";
        CommandRun.Of("check", file, "--history", History);
        CommandRun.Of("check", file, "--history", History);

        var rows = Read();

        Assert.Equal(2, rows.Count);
        Assert.Equal(("abcdef0", "passed", 30_000.0, 41.0), (rows[0].Commit[..7], rows[0].Status, rows[0].Values["tps"], rows[0].Values["write_p50_ns"]));
        Assert.Equal(rows[0].Fingerprint, rows[1].Fingerprint);
    }

    [Fact]
    public void BaselineSave_WithHistory_AppendsEveryRun()
    {
        CommandRun.Of(["baseline", "save", "main", .. Directory.GetFiles(SavedRuns.Save(Path.Combine(_directory.Path, "runs"), 4, 1)), "--dir", Path.Combine(_directory.Path, "store"), "--history", History]);

        Assert.Equal(4, Read().Count);
    }

    [Fact]
    public void Append_AfterACutLine_StartsALineOfItsOwn()
    {
        var file = SavedRuns.Save(Path.Combine(_directory.Path, "runs"), 1, 1) + "/pair-01.json";
        CommandRun.Of("check", file, "--history", History);
        File.AppendAllText(History, File.ReadAllText(History)[..40]);

        CommandRun.Of("check", file, "--history", History);

        Assert.Equal(3, File.ReadAllLines(History).Length);
        Assert.Equal(2, Read(passedOver: 1).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n[]\nnull\n{ \"schema\": \"alphapulse.history/1\" }\n")]
    public void Read_NoRow_IsAFault(string text)
    {
        File.WriteAllText(History, text);
        var faults = new FaultList();

        Assert.Null(HistoryFile.Read(History, faults));
        Assert.Equal($"{History}: has no row of schema alphapulse.history/1", Assert.Single(faults.All).ToString());
    }

    public void Dispose() => _directory.Dispose();

    private IReadOnlyList<HistoryRow> Read(int passedOver = 0)
    {
        var faults = new FaultList();
        var read = HistoryFile.Read(History, faults);
        Assert.Empty(faults.All);
        Assert.Equal(passedOver, read!.Value.PassedOver);
        return read.Value.Rows;
    }
}
