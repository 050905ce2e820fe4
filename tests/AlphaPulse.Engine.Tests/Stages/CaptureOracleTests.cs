using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.Engine.Tests.Stages;

/// <summary>Real captures through both stages, each against its own oracle.</summary>
public sealed class CaptureOracleTests(ITestOutputHelper output)
{
    [Fact]
    public void Feed_Kraken_EveryChecksumAgrees()
    {
        using var bench = Replay(CaptureFormats.KrakenV1, ["kraken/KRAKEN.ws.50.0.gz"]);
        Assert.Equal((4269, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
        Assert.Equal(10, bench.Sum("instruments"));
        AssertClean(bench);
    }

    [Fact]
    public void Feed_Databento_TenLevelsAgreeAfterEveryGroup()
    {
        using var bench = Replay(CaptureFormats.DatabentoMbo, ["databento-arl/mbo.csv.gz"], "databento-arl/mbp.csv.gz");
        Assert.Equal((3360, 0), (bench.Sum("checked"), bench.Sum("mismatched")));
        Assert.Equal(0, bench.Sum("unknown_orders"));
        AssertClean(bench);
    }

    [Theory]
    [InlineData(CaptureFormats.BinanceFutures, 6000, "binance/usdm_btcusdt_20240808.gz")]
    [InlineData(CaptureFormats.BinanceSpot, 6000, "binance/spot_btcusdt_20240808.gz", "binance/spot_btcusdt_20240809.gz")]
    public void Feed_Binance_BestPricesAgreeWithTheIndependentStream(string format, long least, params string[] files)
    {
        using var bench = Replay(format, files);
        var (done, failed) = (bench.Sum("checked"), bench.Sum("mismatched"));
        Assert.True(done >= least, $"{done} comparisons");
        Assert.True(done - failed >= 0.9995 * done, $"{failed} of {done} differ");
        Assert.Equal(0, bench.Sum("crossed"));
        AssertClean(bench);
    }

    [Fact]
    public void Feed_Lobster_EveryEventIsApplied()
    {
        using var bench = Replay(CaptureFormats.Lobster, ["lobster/AAPL_2012-06-21_0930-1030_message_L50.csv.gz"]);
        Assert.True(bench.Sum("total.events") > 90_000);
        AssertClean(bench);
    }

    [Fact]
    public void Feed_KrakenWithOneEventLost_IsAMismatch()
    {
        var tape = Read(CaptureFormats.KrakenV1, ["kraken/KRAKEN.ws.50.0.gz"], null);
        var lost = FirstLevelNextToACheck(tape.Events);
        using var bench = new StageBench(tape.Instruments, WholeRun());
        bench.Feed(tape.Events[..lost]);
        bench.Feed(tape.Events[(lost + 1)..]);
        Assert.True(bench.Sum("mismatched") > 0);
        Assert.Equal(4269, bench.Sum("checked"));
    }

    [Fact]
    public void Feed_BinanceWithOneUpdateLost_IsAGap()
    {
        var tape = Read(CaptureFormats.BinanceFutures, ["binance/usdm_btcusdt_20240808.gz"], null);
        var first = tape.Events.Length / 2;
        while (tape.Events[first].SequenceStep == 0 || !tape.Events[first - 1].IsLastOfUpdate)
            first++;
        var next = first;
        while (!tape.Events[next].IsLastOfUpdate)
            next++;
        using var bench = new StageBench(tape.Instruments, WholeRun());
        bench.Feed(tape.Events[..first]);
        bench.Feed(tape.Events[(next + 1)..]);
        Assert.Equal(1, bench.Sum("gaps"));
    }

    private StageBench Replay(string format, string[] files, string? oracle = null)
    {
        var tape = Read(format, files, oracle);
        var bench = new StageBench(tape.Instruments, WholeRun());
        bench.Feed(tape.Events);
        output.WriteLine($"{tape.Events.Length:N0} events, {bench.Sum("checked"):N0} checked, {bench.Sum("mismatched"):N0} mismatched, {bench.Sum("unknown_orders"):N0} of unknown orders");
        foreach (var book in bench.Books)
            output.WriteLine($"levels {book.Book.Bids.Count}+{book.Book.Asks.Count}, outside the window {book.Book.Bids.FarCount}+{book.Book.Asks.FarCount}, moves {book.Book.Bids.Moves}+{book.Book.Asks.Moves}");
        Assert.Equal(tape.Checks, bench.Sum("checked"));
        Assert.Equal(tape.Events.Length, bench.Sum("total.events"));
        return bench;
    }

    private static void AssertClean(StageBench bench)
    {
        foreach (var metric in new[] { "gaps", "duplicates", "restarts", "bad_instruments", "invalid" })
            Assert.Equal((metric, 0), (metric, bench.Sum(metric)));
    }

    private static RunPhase WholeRun() => new("run", 0, long.MaxValue, IsMeasured: true);

    private static CaptureTape Read(string format, string[] files, string? oracle) => CaptureReader.Read(new ReplayPlan
    {
        Format = format,
        Files = [.. files.Select(Captures.Path)],
        Oracle = oracle is null ? null : Captures.Path(oracle),
    });

    private static int FirstLevelNextToACheck(ReadOnlySpan<MarketEvent> events)
    {
        // The best ask of an update that a checksum ends: its loss must show.
        for (var i = 1; i < events.Length; i++)
        {
            if (events[i].Kind == EventKind.CrcCheck && events[i - 1].Kind == EventKind.Level && events[i - 1].Quantity > 0)
                return i - 1;
        }

        throw new InvalidOperationException("No checksum follows a level.");
    }
}
