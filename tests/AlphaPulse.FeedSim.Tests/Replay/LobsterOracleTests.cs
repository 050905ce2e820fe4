using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>The order book file as oracle: start from its first row, adopt what comes into view, notice all else.</summary>
public sealed class LobsterOracleTests
{
    // Two levels a side. Message 2 empties the best ask, so row 2 shows a level from behind: it must be adopted.
    // Message 3 adds a better bid, so 999900 falls out of view. Message 4 takes that bid again: 999900 comes back, with
    // another total than it left with. Message 5 removes the best bid of a full side: 999800 is new.
    private const string Messages = """
        34200.1,1,11,100,1000300,-1
        34200.2,3,11,100,1000300,-1
        34200.3,1,12,5,1000100,1
        34200.4,3,12,5,1000100,1
        34200.5,4,99,300,1000000,1

        """;

    private const string Rows = """
        1000300,100,1000000,300,1000400,10,999900,20
        1000400,10,1000000,300,1000600,7,999900,20
        1000400,10,1000100,5,1000600,7,1000000,300
        1000400,10,1000000,300,1000600,7,999900,25
        1000400,10,999900,25,1000600,7,999800,40

        """;

    [Fact]
    public void Read_LevelsComeIntoView_AreAdoptedAndAgree()
    {
        var tape = Captures.ReadLines(CaptureFormats.Lobster, Messages, Rows);
        var audit = TapeAudit.Of(tape);
        Assert.Equal((5, 0), (audit.Checked, audit.Mismatched));
        Assert.Equal([(1000600, 7), (999900, 25), (999800, 40)], Adopted(tape));
        Assert.Equal(2, tape.Instruments[0].BookDepth);
    }

    [Fact]
    public void Read_FirstMessage_IsInTheFirstRowAlready()
    {
        var tape = Captures.ReadLines(CaptureFormats.Lobster, Messages, Rows);
        var first = new List<EventKind>();
        foreach (var e in tape.Events)
        {
            first.Add(e.Kind);
            if (e.IsLastOfUpdate)
                break;
        }

        Assert.Equal([EventKind.SnapshotBegin, EventKind.Level, EventKind.Level, EventKind.Level, EventKind.Level, EventKind.SnapshotEnd, EventKind.HashCheck], first);
    }

    [Theory]
    [InlineData("1000400,10,1000100,5", "1000400,11,1000100,5")]
    [InlineData("1000100,5,1000600,7,1000000,300", "1000100,5,1000600,7,1000000,299")]
    [InlineData("1000100,5,1000600,7,1000000,300", "1000100,5,1000600,7,1000050,300")]
    public void Read_RowThatTheMessagesDoNotExplain_IsAMismatch(string truth, string planted)
    {
        var tape = Captures.ReadLines(CaptureFormats.Lobster, Messages, Rows.Replace(truth, planted, StringComparison.Ordinal));
        Assert.NotEqual(0, TapeAudit.Of(tape).Mismatched);
    }

    [Fact]
    public void Read_NewLevelOnASideThatWasNotFull_IsNotAdopted()
    {
        // Row 1 shows one ask only, so all asks are known; the second ask of row 2 comes from nowhere.
        const string rows = """
            1000300,100,1000000,300,9999999999,0,999900,20
            1000300,100,1000000,300,1000600,7,999900,15

            """;
        const string messages = """
            34200.1,1,11,100,1000300,-1
            34200.2,2,77,5,999900,1

            """;
        var tape = Captures.ReadLines(CaptureFormats.Lobster, messages, rows);
        Assert.Empty(Adopted(tape));
        Assert.Equal(1, TapeAudit.Of(tape).Mismatched);
    }

    [Fact]
    public void Read_HeaderLinesInBothFiles_AreNoRows()
    {
        var tape = Captures.ReadLines(CaptureFormats.Lobster, "seconds,message_type,order_id,quantity,price,direction\n" + Messages,
            "ask_price_1,ask_size_1,bid_price_1,bid_size_1,ask_price_2,ask_size_2,bid_price_2,bid_size_2\n" + Rows);
        Assert.Equal((5, 0), (TapeAudit.Of(tape).Checked, TapeAudit.Of(tape).Mismatched));
    }

    [Fact]
    public void Read_SkippedMessage_StartsAfreshFromTheNextRow()
    {
        var broken = Messages.Replace("34200.2,3,11,100,1000300,-1", "34200.2,3,11,100,1000300,east", StringComparison.Ordinal);
        var tape = Captures.ReadLines(CaptureFormats.Lobster, broken, Rows, skipErrors: true);
        var audit = TapeAudit.Of(tape);
        Assert.Equal((4, 0, 1, 1L), (audit.Checked, audit.Mismatched, audit.Gaps, tape.SkippedLines));
    }

    [Fact]
    public void Read_SkippedRow_StartsAfreshFromTheNextRow()
    {
        var broken = Rows.Replace("1000400,10,1000100,5,1000600", "1000400,ten,1000100,5,1000600", StringComparison.Ordinal);
        var tape = Captures.ReadLines(CaptureFormats.Lobster, Messages, broken, skipErrors: true);
        var audit = TapeAudit.Of(tape);
        Assert.Equal((4, 0, 1, 1L), (audit.Checked, audit.Mismatched, audit.Gaps, tape.SkippedLines));
    }

    [Theory]
    [InlineData(1, "oracle: ends after 4 rows, the messages go on")]
    [InlineData(-1, "oracle: has more rows than the 5 messages")]
    public void Read_RowsAndMessagesDiffer_IsRefused(int missing, string expected)
    {
        var lines = Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = missing > 0 ? lines[..^missing] : [.. lines, lines[^1]];
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(CaptureFormats.Lobster, Messages, string.Join('\n', rows)));
        Assert.EndsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyMarketSeenThroughFewLevels_NeverMismatches() => SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed =>
    {
        var market = new LobsterMarket(seed, depth: 1 + seed % 6).Run(300);
        var tape = Captures.ReadLines(CaptureFormats.Lobster, market.Messages, market.Rows);
        var audit = TapeAudit.Of(tape);
        return market.Hidden > 0 && audit.Checked == market.Rows.Count(c => c == '\n') && audit.Mismatched == 0;
    }, tests: 60);

    [Fact]
    public void Read_AnyMarketWithOneMessageChanged_Mismatches() => SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed =>
    {
        var market = new LobsterMarket(seed, depth: 4).Run(200);
        var lines = market.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // A new order inside the view, ten times as large as it was.
        var changed = Array.FindIndex(lines, lines.Length / 2, l => l.Split(',')[1] == "1");
        var fields = lines[changed].Split(',');
        fields[3] += "0";
        lines[changed] = string.Join(',', fields);
        var tape = Captures.ReadLines(CaptureFormats.Lobster, string.Join('\n', lines), market.Rows);
        return TapeAudit.Of(tape).Mismatched > 0;
    }, tests: 40);

    private static List<(int Price, int Quantity)> Adopted(CaptureTape tape)
    {
        var adopted = new List<(int, int)>();
        foreach (ref readonly var e in tape.Events)
        {
            if ((e.Flags & EventFlags.Adopted) != 0)
                adopted.Add(((int)e.Price, (int)e.Quantity));
        }

        return adopted;
    }
}
