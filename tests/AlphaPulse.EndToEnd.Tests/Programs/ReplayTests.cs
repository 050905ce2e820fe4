using System.IO.Compression;


namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Every real capture through the real programs: file → feedsim → ring → guard → book → the capture's own oracle.</summary>
[Trait("Speed", "Slow")]
public sealed class ReplayTests
{
    [Fact]
    public void Replay_Kraken_EveryChecksumAgrees()
    {
        var results = Replay(0, "kraken-v1", ["kraken/KRAKEN.ws.50.0.gz"]);
        Assert.Equal((4_269, 0), Checks(results));
        Assert.Equal(10, results.Whole("books.instruments"));
    }

    [Fact]
    public void Replay_Databento_EveryGroupAgreesWithTheTenLevels()
    {
        var results = Replay(0, "databento-mbo", ["databento-arl/mbo.csv.gz"], "--oracle", Captures.PathOf("databento-arl/mbp.csv.gz"));
        Assert.Equal((3_360, 0), Checks(results));
    }

    [Fact]
    public void Replay_BinanceSpotInTwoFiles_NoGapAndBestPricesAgree() =>
        ExpectBinance(Replay(0, "binance-spot", ["binance/spot_btcusdt_20240808.gz", "binance/spot_btcusdt_20240809.gz"]));

    [Fact]
    public void Replay_BinanceFutures_NoGapAndBestPricesAgree() => ExpectBinance(Replay(0, "binance-futures", ["binance/usdm_btcusdt_20240808.gz"]));

    [Fact]
    public void Replay_Lobster_EveryMessageIsApplied()
    {
        var results = Replay(0, "lobster", ["lobster/AAPL_2012-06-21_0930-1030_message_L50.csv.gz"]);
        Assert.True(results.Whole("throughput.total_trades") + results.Whole("throughput.total_orderbook_updates") > 80_000, results.ToString());
        Assert.Equal(0, results.Whole("errors.skipped_lines"));
    }

    [Fact]
    public void Replay_OracleWithOneSizeChanged_MissesItsObjective()
    {
        using var sandbox = new Sandbox();
        var lines = ReadGzip(Captures.PathOf("databento-arl/mbp.csv.gz"));
        var sizes = lines[0].Split(',').Index().First(column => column.Item == "ask_sz_00").Index;

        // Of the last row at which a book is compared, so that nothing after it is in doubt.
        var fields = lines[^1].Split(',');
        fields[sizes] = "999999";
        lines[^1] = string.Join(',', fields);
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", "replay", "--format", "databento-mbo", Captures.PathOf("databento-arl/mbo.csv.gz"), "--oracle", sandbox.Write("mbp.csv", string.Join('\n', lines) + "\n"), "--dir", sandbox.Rings, "--json-output", file);
        Assert.True(run.ExitCode == 10, run.ToString());
        var results = Verdicts.ExpectVerdict(run, file);
        Assert.Equal((3_360, 1), Checks(results));
        Assert.Contains("books mismatched", results.Reasons, StringComparison.Ordinal);
        sandbox.ExpectNothingLeft(run);
    }

    // The spot stream of the second day continues the first with no snapshot: alone it cannot be followed.
    [Fact]
    public void Replay_BinanceSecondDayAlone_IsRefusedInOneLine()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Run("loadtester", "replay", "--format", "binance-spot", Captures.PathOf("binance/spot_btcusdt_20240809.gz"), "--dir", sandbox.Rings);
        Verdicts.ExpectOneLine(run, "spot_btcusdt_20240809.gz", "snapshot");
        sandbox.ExpectNothingLeft(run);
    }

    // A replay has no times to miss, so that without a budget for noise even a busy machine comes to the same verdict.
    private static ResultsFile Replay(int exitCode, string format, string[] files, params string[] options)
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", ["replay", "--format", format, .. files.Select(Captures.PathOf), .. options, "--noise-budget", "off", "--dir", sandbox.Rings, "--json-output", file]);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        var results = Verdicts.ExpectVerdict(run, file);
        sandbox.ExpectNothingLeft(run);
        Assert.Equal(results.Whole("counts.written"), results.Whole("counts.delivered"));
        Assert.Equal((0, 0), (results.Whole("errors.lost_events"), results.Whole("errors.sequence_gaps")));
        return results;
    }

    private static List<string> ReadGzip(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n')];
    }

    private static void ExpectBinance(ResultsFile results)
    {
        var (compared, mismatched) = Checks(results);
        Assert.True(compared > 1_000 && mismatched * 10_000L <= compared * 5L, $"{compared} compared, {mismatched} mismatched");
    }

    private static (int Checked, int Mismatched) Checks(ResultsFile results) => ((int)results.Whole("books.checked"), (int)results.Whole("books.mismatched"));
}
