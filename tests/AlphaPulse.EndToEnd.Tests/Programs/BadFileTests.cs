using System.Text.Json.Nodes;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Files that are not what the command line says they are.</summary>
public sealed class BadFileTests
{
    public static TheoryData<string> Formats { get; } = ["binance-spot", "binance-futures", "kraken-v1", "databento-mbo", "lobster"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Replay_FileThatIsNoCapture_OneLineThatNamesIt(string format)
    {
        using var sandbox = new Sandbox();
        var file = sandbox.Write("letter.txt", "Dear Sir or Madam,\nthis is not a capture.\n");
        ExpectRefused(sandbox, format, file, "letter.txt");
    }

    [Fact]
    public void Replay_EmptyFile_OneLineThatNamesIt()
    {
        using var sandbox = new Sandbox();
        ExpectRefused(sandbox, "kraken-v1", sandbox.Write("empty.gz", ""), "empty.gz");
    }

    [Fact]
    public void Replay_TruncatedGzip_OneLineThatSaysSo()
    {
        using var sandbox = new Sandbox();
        var whole = File.ReadAllBytes(Captures.PathOf("kraken/KRAKEN.ws.50.0.gz"));
        var file = sandbox.File("cut.gz");
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        ExpectRefused(sandbox, "kraken-v1", file, "cut.gz, line ", "damaged or cut off");
    }

    [Theory]
    [InlineData("binance-spot", "kraken/KRAKEN.ws.50.0.gz", "kraken-v1")]
    [InlineData("lobster", "databento-arl/mbo.csv.gz", "databento-mbo")]
    [InlineData("kraken-v1", "lobster/AAPL_2012-06-21_0930-1030_message_L50.csv.gz", "lobster")]
    public void Replay_CaptureOfAnotherFormat_OneLineThatNamesTheRightOne(string format, string capture, string right)
    {
        using var sandbox = new Sandbox();
        ExpectRefused(sandbox, format, Captures.PathOf(capture), Path.GetFileName(capture), right);
    }

    [Fact]
    public void Replay_MalformedLine_NamesFileAndLineAndCanBeSkipped()
    {
        using var sandbox = new Sandbox();
        const string Good = "34200.{0:000000000},1,{1},100,1000000,1\n";
        var lines = Enumerable.Range(1, 9).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, Good, i, 100 + i)).ToList();
        lines.Insert(4, "34200.000000005,one,1,1,1,1\n");
        var file = sandbox.Write("messages.csv", string.Concat(lines));
        ExpectRefused(sandbox, "lobster", file, "messages.csv, line 5: type is 'one'");

        var results = sandbox.File("results.json");
        var skipped = sandbox.Run("loadtester", "replay", "--format", "lobster", file, "--on-error", "skip", "--dir", sandbox.Rings, "--json-output", results);
        Assert.Equal(1, Verdicts.ExpectVerdict(skipped, results).Whole("errors.skipped_lines"));
        sandbox.ExpectNothingLeft(skipped);
    }

    [Theory]
    [InlineData("this is not JSON", "is not JSON")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{}", "has no field 'schema'")]
    [InlineData("""{"schema": "alphapulse.results/2"}""", "alphapulse.results/2", "expected alphapulse.results/1")]
    [InlineData("""{"schema": "alphapulse.results/1", "status": "passed"}""", "lacks the fields exit_code, config")]
    public void Check_FileThatIsNoResults_OneLine(string text, params string[] expected)
    {
        using var sandbox = new Sandbox();
        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "check", sandbox.Write("results.json", text)), ["results.json", .. expected]);
    }

    [Fact]
    public void Check_ResultsOfARealRunWithAFieldRemoved_Fails()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", SmallRun.Of(sandbox, 1));
        Verdicts.ExpectVerdict(run, file);
        var root = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        root["status"] = "passed";
        root["latency"]!["write"]!.AsObject().Remove("p99_ns");
        root["errors"]!["error_rate_percent"] = null;
        var check = sandbox.Run("loadtester", "check", sandbox.Write("doctored.json", root.ToJsonString()));
        Assert.True(check.ExitCode == 10, check.ToString());
        foreach (var label in (string[])["write_p99_ns ", "error_rate_percent "])
            Assert.Contains(check.Output.Split('\n'), line => line.Contains(label, StringComparison.Ordinal) && line.Contains("missing", StringComparison.OrdinalIgnoreCase));
    }

    private static void ExpectRefused(Sandbox sandbox, string format, string file, params string[] expected)
    {
        var ended = sandbox.Run("loadtester", "replay", "--format", format, file, "--dir", sandbox.Rings);
        Verdicts.ExpectOneLine(ended, expected);
        sandbox.ExpectNothingLeft(ended);
    }
}
