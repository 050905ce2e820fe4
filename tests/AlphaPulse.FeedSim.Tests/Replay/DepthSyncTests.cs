using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>The venue's rules for bringing depth updates and snapshot together, rule by rule.</summary>
public sealed class DepthSyncTests
{
    private int _second;

    [Fact]
    public void Spot_UpdatesBeforeSnapshot_AreDroppedUpToItsId()
    {
        var tape = Read(Depth(90, 95), Depth(96, 100), Depth(101, 102), Snapshot(100), Depth(103, 104));
        Assert.Equal(["SnapshotBegin:100/0", "Level:102/2", "Level:104/2"], Updates(tape));
    }

    [Fact]
    public void Spot_UpdateOverlapsSnapshot_IsAppliedWhole()
    {
        var tape = Read(Depth(96, 103), Snapshot(100), Depth(104, 104));
        Assert.Equal(["SnapshotBegin:100/0", "Level:103/3", "Level:104/1"], Updates(tape));
    }

    [Fact]
    public void Spot_MissingUpdate_IsAGapUntilTheNextFittingSnapshot()
    {
        var tape = Read(Snapshot(100), Depth(101, 102), Depth(104, 105), Depth(106, 107), Snapshot(104), Depth(108, 109));
        Assert.Equal(1, tape.Gaps);
        Assert.Equal(["SnapshotBegin:100/0", "Level:102/2", "Gap:0/0", "SnapshotBegin:104/0", "Level:105/1", "Level:107/2", "Level:109/2"], Updates(tape));
    }

    [Fact]
    public void Spot_SnapshotOlderThanTheGap_DoesNotFit()
    {
        var tape = Read(Snapshot(100), Depth(101, 102), Depth(110, 111), Snapshot(105), Depth(112, 113), Snapshot(112));
        Assert.Equal(["SnapshotBegin:100/0", "Level:102/2", "Gap:0/0", "SnapshotBegin:112/0", "Level:113/1"], Updates(tape));
    }

    [Fact]
    public void Spot_SnapshotWhileInSync_ServesTheNextGap()
    {
        var tape = Read(Snapshot(100), Depth(101, 102), Snapshot(109), Depth(110, 111));
        Assert.Equal(["SnapshotBegin:100/0", "Level:102/2", "Gap:0/0", "SnapshotBegin:109/0", "Level:111/2"], Updates(tape));
    }

    [Fact]
    public void Spot_RepeatedUpdate_IsABreak()
    {
        var tape = Read(Snapshot(100), Depth(101, 102), Depth(101, 102));
        Assert.Equal(1, tape.Gaps);
    }

    [Fact]
    public void Futures_FirstUpdateMayEndAtTheSnapshot_ThenPuDecides()
    {
        var tape = ReadAs(CaptureFormats.BinanceFutures, Depth(95, 99, 94), Depth(99, 100, 99), Snapshot(100), Depth(103, 105, 100), Depth(107, 108, 106));
        Assert.Equal(1, tape.Gaps);
        Assert.Equal(["SnapshotBegin:100/0", "Level:100/0", "Level:105/5", "Gap:0/0"], Updates(tape));
    }

    [Fact]
    public void Ticker_RecordedAfterTheUpdate_StillCounts()
    {
        var tape = Read(Snapshot(100), Depth(101, 105), Ticker(104, "5.0", "1"), Ticker(106, "6.0", "1"));
        Assert.Equal([(5L, 1L)], TopBids(tape));
    }

    [Fact]
    public void Ticker_NoneYet_NothingIsCompared()
    {
        var tape = Read(Snapshot(100), Depth(101, 105), Ticker(106, "5.0", "1"), Depth(106, 107));
        Assert.Equal([(5L, 1L)], TopBids(tape));
        Assert.Equal(1, tape.Checks);
        TapeAudit.Of(tape);
    }

    [Fact]
    public void Ticker_FromBeforeAGap_SaysNothingAfterIt()
    {
        var tape = Read(Snapshot(100), Ticker(101, "5.0", "1"), Depth(101, 102), Depth(110, 111), Snapshot(110), Depth(112, 113), Ticker(113, "6.0", "1"));
        Assert.Equal([(5L, 1L), (6L, 1L)], TopBids(tape));
    }

    [Fact]
    public void EmptyUpdate_HasNoEvent_AndTheNextStepCoversIt()
    {
        var empty = Depth(103, 104).Replace("[[\"5.0\",\"1\"]]", "[]", StringComparison.Ordinal);
        var tape = Read(Snapshot(100), Depth(101, 102), empty, Depth(105, 106));
        Assert.Equal(["SnapshotBegin:100/0", "Level:102/2", "Level:106/4"], Updates(tape));
    }

    [Fact]
    public void NoSnapshotAtAll_IsRefused()
    {
        var fault = Assert.Throws<CaptureException>(() => Read(Depth(101, 102), Depth(103, 104)));
        Assert.EndsWith("no snapshot fits the 2 depth updates up to its end; put the file that holds the snapshot first", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SequenceStep_FeedsAGuard_WithoutABreak()
    {
        var tape = Read(Depth(96, 103), Snapshot(100), Depth(104, 104), Depth(105, 120));
        Assert.Equal(0, TapeAudit.Of(tape).SequenceBreaks);
    }

    private CaptureTape Read(params string[] messages) => ReadAs(CaptureFormats.BinanceSpot, messages);

    private CaptureTape ReadAs(string format, params string[] messages) =>
        Captures.ReadLines(format, string.Concat(messages.Select(m => $"{1_723_161_254_000_000_000 + _second++ * 1_000_000_000L} {m}\n")));

    private static string Depth(long first, long final, long? previous = null) =>
        $$$"""{"stream":"x@depth","data":{"e":"depthUpdate","E":1,"s":"X","U":{{{first}}},"u":{{{final}}},{{{(previous is null ? "" : $"\"pu\":{previous},")}}}"b":[["5.0","1"]],"a":[]}}""";

    private static string Snapshot(long id) => $$$"""{"lastUpdateId":{{{id}}},"bids":[["4.0","1"]],"asks":[["9.0","2"]]}""";

    private static string Ticker(long id, string bid, string quantity) =>
        $$$"""{"stream":"x@bookTicker","data":{"u":{{{id}}},"s":"X","b":"{{{bid}}}","B":"{{{quantity}}}","a":"9.0","A":"2"}}""";

    private static List<string> Updates(CaptureTape tape)
    {
        var updates = new List<string>();
        var starts = true;
        foreach (ref readonly var e in tape.Events)
        {
            if (starts)
                updates.Add($"{e.Kind}:{e.VenueSequence}/{e.SequenceStep}");
            starts = e.IsLastOfUpdate;
        }

        return updates;
    }

    private static List<(long Price, long Quantity)> TopBids(CaptureTape tape)
    {
        var tops = new List<(long, long)>();
        foreach (ref readonly var e in tape.Events)
        {
            if (e.Kind == EventKind.TopCheck && !e.IsSell)
                tops.Add((e.Price / 10, e.Quantity));
        }

        return tops;
    }
}
