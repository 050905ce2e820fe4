using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.RealRuns;

/// <summary>The captures, whole, through rings and pipeline, against their oracles.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly RingBase _rings = new();
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(4_269, 100, "--format kraken-v1 kraken/KRAKEN.ws.50.0.gz")]
    [InlineData(3_360, 100, "--format databento-mbo databento-arl/mbo.csv.gz --oracle databento-arl/mbp.csv.gz")]
    [InlineData(1, 99.95, "--format binance-futures binance/usdm_btcusdt_20240808.gz")]
    [InlineData(1, 99.95, "--format binance-spot binance/spot_btcusdt_20240808.gz binance/spot_btcusdt_20240809.gz")]
    [InlineData(0, 0, "--format lobster lobster/AAPL_2012-06-21_0930-1030_message_L50.csv.gz")]
    public void Replay_Capture_AgreesWithItsOracle(long leastChecked, double leastPercent, string arguments)
    {
        var data = CaptureData.Require();
        var file = Path.Combine(_directory.Path, "results.json");
        var paths = arguments.Split(' ').Select(argument => argument.EndsWith(".gz", StringComparison.Ordinal) ? Path.Combine(data, argument) : argument);

        using var process = new LoadTesterProcess(_rings, ["replay", .. paths, "--quiet", "--json-output", file]);
        var run = process.End();

        Assert.Equal("", run.Error);
        var results = ResultsJson.FromText(File.ReadAllText(file));
        Assert.Equal(0, results.Errors.SequenceGaps);
        Assert.Equal(results.Counts.Written, results.Counts.Delivered);
        Assert.True(results.Books.Checked >= leastChecked, $"{results.Books}");
        Assert.True(leastChecked == 0 || results.Books.AgreementPercent >= leastPercent, $"{results.Books}");
        Assert.True(results.Throughput.TotalEvents > 0);
        Assert.Empty(_rings.Entries);
    }

    [Fact]
    public void Replay_NotACapture_IsRejectedWithItsReason()
    {
        var capture = _directory.Write("capture.txt", "this is no capture\n");
        using var process = new LoadTesterProcess(_rings, "replay", "--format", "kraken-v1", capture, "--quiet");

        var run = process.End();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("capture.txt", Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.Empty(_rings.Entries);
    }

    public void Dispose()
    {
        _rings.Dispose();
        _directory.Dispose();
    }
}
