using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>What each kind of message becomes.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Formats => Samples.Formats;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_Sample_AgreesWithItsOracle(string format)
    {
        var tape = Captures.ReadLines(format, Samples.Of(format), Samples.OracleOf(format));
        var audit = TapeAudit.Of(tape);
        Assert.Equal(0, audit.Mismatched + audit.SequenceBreaks);
        Assert.True(audit.Checked > 0);
        Assert.Equal(0, tape.Gaps + tape.SkippedLines);
    }

    [Fact]
    public void Read_BinanceSpot_EventsFollowTheSyncRule()
    {
        var tape = Captures.ReadLines(CaptureFormats.BinanceSpot, Samples.Spot);
        Assert.Equal(
            [
                "Trade 1000 5 LastOfUpdate, Sell, TradeUpdate @200",
                "SnapshotBegin 0 0 Snapshot @400", "Level 1000 20 Snapshot @400", "Level 999 10 Snapshot @400",
                "Level 1002 30 Sell, Snapshot @400", "Level 1003 40 Sell, Snapshot @400", "SnapshotEnd 0 0 LastOfUpdate, Snapshot @400",
                "Level 1000 25 None @400", "Level 998 0 None @400", "Level 1003 0 Sell @400",
                "TopCheck 1000 25 None @400", "TopCheck 1002 30 LastOfUpdate, Sell @400",
                "Level 1001 1 None @700", "Level 1002 10 Sell @700", "TopCheck 1001 1 None @700", "TopCheck 1002 10 LastOfUpdate, Sell @700",
            ],
            Texts(tape.Events, priceDivisor: 10));
    }

    [Fact]
    public void Read_BinanceFutures_TradesOfNothingAreLeftOut()
    {
        var tape = Captures.ReadLines(CaptureFormats.BinanceFutures, Samples.Futures);
        Assert.Equal(1, tape.Trades);
        Assert.Equal(6, tape.ParsedLines);
    }

    [Fact]
    public void Read_Kraken_TwoObjectsAreOneUpdate()
    {
        var tape = Captures.ReadLines(CaptureFormats.KrakenV1, Samples.Of(CaptureFormats.KrakenV1));
        Assert.Equal(
            ["SnapshotBegin", "Level", "Level", "Level", "Level", "SnapshotEnd|", "Level", "Level", "CrcCheck|", "Trade", "Trade|", "Level", "CrcCheck|"],
            Kinds(tape.Events));
        Assert.Equal(10, tape.Instruments[0].BookDepth);
    }

    [Fact]
    public void Read_KrakenWrongChecksum_IsAMismatch()
    {
        var sample = Samples.Of(CaptureFormats.KrakenV1);
        var tape = Captures.ReadLines(CaptureFormats.KrakenV1, sample.Replace("\"0.05010\"", "\"0.05011\"", StringComparison.Ordinal));
        Assert.Equal(2, TapeAudit.Of(tape).Mismatched);
    }

    [Fact]
    public void Read_Mbo_MessageOfSeveralRowsIsOneUpdate()
    {
        var tape = Captures.ReadLines(CaptureFormats.DatabentoMbo, Samples.Mbo, Samples.Mbp);
        Assert.Equal(
            [
                "Clear", "HashCheck|", "OrderAdd", "HashCheck|", "OrderAdd", "HashCheck", "OrderAdd", "HashCheck|",
                "Trade", "OrderReduce", "HashCheck|", "OrderModify", "HashCheck|",
            ],
            Kinds(tape.Events));
        Assert.Equal((1L, 4L), (tape.Trades, tape.BookUpdates));
    }

    [Fact]
    public void Read_MboWrongOracle_IsAMismatch()
    {
        var tape = Captures.ReadLines(CaptureFormats.DatabentoMbo, Samples.Mbo, Samples.Mbp.Replace("5.53,80,2", "5.53,80,3", StringComparison.Ordinal));
        Assert.Equal(2, TapeAudit.Of(tape).Mismatched);
    }

    [Fact]
    public void Read_MboRawIntegers_GivesTheSameBook()
    {
        var raw = Samples.Mbo.Replace("5.510000000", "5510000000", StringComparison.Ordinal).Replace("5.530000000", "5530000000", StringComparison.Ordinal)
            .Replace("2025-07-17T08:05:05.361492517Z,2025-07-17T08:05:05.361327319Z", "1752739505361492517,1752739505361327319", StringComparison.Ordinal);
        var audit = TapeAudit.Of(Captures.ReadLines(CaptureFormats.DatabentoMbo, raw, Samples.Mbp));
        Assert.Equal((6, 0), (audit.Checked, audit.Mismatched));
    }

    // Binance says whether the buyer was the maker, Kraken and Databento the aggressor's side, LOBSTER the resting order's.
    [Theory]
    [InlineData(CaptureFormats.BinanceSpot, "sell")]
    [InlineData(CaptureFormats.BinanceFutures, "buy")]
    [InlineData(CaptureFormats.KrakenV1, "buy sell")]
    [InlineData(CaptureFormats.DatabentoMbo, "buy")]
    [InlineData(CaptureFormats.Lobster, "buy sell")]
    public void Read_TradesOfEveryFormat_KeepTheAggressorsSide(string format, string expected)
    {
        var sides = new List<string>();
        foreach (var e in Captures.ReadLines(format, Samples.Of(format)).Events)
        {
            if (e.Kind == EventKind.Trade)
                sides.Add(e.IsSell ? "sell" : "buy");
        }

        var sidesExpected = expected.Split(' ');
        Assert.Equal(sidesExpected, sides.Take(sidesExpected.Length));
    }

    private static string[] Kinds(ReadOnlySpan<MarketEvent> events)
    {
        var kinds = new string[events.Length];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = events[i].Kind + (events[i].IsLastOfUpdate ? "|" : "");
        return kinds;
    }

    private static string[] Texts(ReadOnlySpan<MarketEvent> events, int priceDivisor)
    {
        var texts = new string[events.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = $"{events[i].Kind} {events[i].Price / priceDivisor} {events[i].Quantity} {events[i].Flags} @{events[i].IntendedNs}";
        return texts;
    }
}
