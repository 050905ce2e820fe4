using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>Every real capture against its own oracle, by a book that shares nothing with the engine's.</summary>
public sealed class RealCaptureTests
{
    [Fact]
    public void Kraken_RealCapture_EveryChecksumAgrees()
    {
        var tape = Captures.Read(CaptureFormats.KrakenV1);
        var audit = TapeAudit.Of(tape);
        Assert.Equal(4269, audit.Checked);
        Assert.Equal(0, audit.Mismatched);
        Assert.Equal(10, tape.Instruments.Count);
        Assert.All(tape.Instruments.All, i => Assert.Equal(1000, i.BookDepth));
        Assert.Equal(0, tape.SkippedLines);
        var bitcoin = Assert.Single(tape.Instruments.All, i => i.Symbol == "XBT/CHF");
        Assert.Equal((5, 8, 10000L), (bitcoin.PriceDecimals, bitcoin.QuantityDecimals, bitcoin.TickSize));
    }

    [Fact]
    public void Databento_RealDay_EveryGroupAgrees()
    {
        var tape = Captures.Read(CaptureFormats.DatabentoMbo, Captures.Mbp);
        var audit = TapeAudit.Of(tape);
        Assert.Equal(3360, audit.Checked);
        Assert.Equal(0, audit.Mismatched);
        Assert.Equal(0, audit.UnknownOrders);
        Assert.Equal(5886 + 1, tape.ParsedLines);
        var stock = Assert.Single(tape.Instruments.All);
        Assert.Equal(("ARL", BookKind.Orders, 9, 10_000_000L), (stock.Symbol, stock.BookKind, stock.PriceDecimals, stock.TickSize));
    }

    [Fact]
    public void BinanceSpot_TwoFiles_NoGapAndBestPricesAgree()
    {
        var tape = Captures.Read(CaptureFormats.BinanceSpot);
        var audit = TapeAudit.Of(tape);
        Assert.Equal(0, audit.Gaps + audit.SequenceBreaks + tape.Gaps + audit.CrossedUpdates);
        Assert.Equal(6493, audit.Checked);
        Assert.True(audit.Checked - audit.Mismatched >= 0.9995 * audit.Checked, $"{audit.Mismatched} of {audit.Checked} differ");
        Assert.Equal(19904, tape.Trades);
        // The day roll: the second file goes on without a snapshot.
        Assert.Equal(1, CountOf(tape.Events, EventKind.SnapshotBegin));
    }

    [Fact]
    public void BinanceFutures_RealCapture_NoGapAndBestPricesAgree()
    {
        var tape = Captures.Read(CaptureFormats.BinanceFutures);
        var audit = TapeAudit.Of(tape);
        Assert.Equal(0, audit.Gaps + audit.SequenceBreaks + tape.Gaps + audit.CrossedUpdates);
        Assert.Equal(6547, audit.Checked);
        Assert.Equal(0, audit.Mismatched);
        Assert.Equal(1226, audit.MostLevelsInUpdate);
        Assert.Equal(21313, tape.Trades);
        var future = Assert.Single(tape.Instruments.All);
        Assert.Equal((2, 3, 10L, 16384), (future.PriceDecimals, future.QuantityDecimals, future.TickSize, future.WindowTicks));
    }

    [Fact]
    public void Binance_ClockBehindVenue_KeepsBothTimes()
    {
        var tape = Captures.Read(CaptureFormats.BinanceSpot);
        // The first event is stamped 1,723,161,25x s by the venue; the recorder's clock is 1.27 s behind and only its differences count.
        Assert.InRange(tape.Events[0].VenueTimeNs, 1_723_161_255_000_000_000, 1_723_161_256_000_000_000);
        Assert.InRange(tape.DurationNs, 600_000_000_000, 700_000_000_000);
    }

    [Fact]
    public void Lobster_RealHour_EveryMessageParses()
    {
        var tape = Captures.Read(CaptureFormats.Lobster);
        var audit = TapeAudit.Of(tape);
        Assert.Equal(91_997 + 1, tape.ParsedLines);
        Assert.Equal(0, tape.SkippedLines);
        Assert.Equal(44_256, CountOf(tape.Events, EventKind.OrderAdd));
        Assert.Equal(469 + 41_004 + 4_067, CountOf(tape.Events, EventKind.OrderReduce));
        Assert.Equal(4_067 + 2_201, CountOf(tape.Events, EventKind.Trade));
        Assert.Equal(4_067 + 2_201, tape.Trades);
        Assert.Equal(0, audit.Checked);
        var stock = Assert.Single(tape.Instruments.All);
        // Hidden executions print at half cents; resting orders do not.
        Assert.Equal(("AAPL", 4, 0, 100L), (stock.Symbol, stock.PriceDecimals, stock.QuantityDecimals, stock.TickSize));
        // 2012-06-21 09:30:00.004241176 in New York is 13:30 UTC.
        Assert.Equal(1_340_285_400_004_241_176, tape.Events[0].VenueTimeNs);
    }

    private static int CountOf(ReadOnlySpan<MarketEvent> events, EventKind kind)
    {
        var count = 0;
        foreach (ref readonly var e in events)
            count += e.Kind == kind ? 1 : 0;
        return count;
    }
}
