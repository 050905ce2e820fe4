using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

public class VenueTapeTests
{
    [Theory]
    [InlineData(10_000, 5_000, 10, 4_096)]
    [InlineData(100_000, 5_000, 10, 8_192)]
    [InlineData(5_000, 100_000, 10, 4_096)]
    [InlineData(1_000, 0, 5, 2_048)]
    [InlineData(0, 1_000, 5, 2_048)]
    [InlineData(7, 3, 1, 1_024)]
    [InlineData(10_000, 5_000, 300, 16_384)]
    [InlineData(100_000, 1, 4, 4_096)]
    [InlineData(1, 100_000, 4, 4_096)]
    [InlineData(99_999, 50_001, 4, 4_096)]
    [InlineData(121_393, 75_025, 4, 4_096)]
    public void Tape_WalkedForManyLaps_GivesTheEnginesBooksAndTheSchedulesOrder(long trades, long bookUpdates, int symbols, int updates)
    {
        foreach (var seed in (long[])[1, 42, 20_260_101])
            Walk(trades, bookUpdates, symbols, updates, seed);
    }

    [Fact]
    public void Build_TwiceWithOneSeed_GivesTheSameTape() =>
        Assert.Equal(Build(2, 1, 5, 2_048, 7, []).Records, Build(2, 1, 5, 2_048, 7, []).Records);

    [Fact]
    public void Build_WithAnotherSeed_GivesAnotherTape() =>
        Assert.NotEqual(Build(2, 1, 5, 2_048, 7, []).Records, Build(2, 1, 5, 2_048, 8, []).Records);

    [Theory]
    [InlineData(99_999, 50_001)]
    [InlineData(100_000, 1)]
    [InlineData(1, 77_777)]
    [InlineData(121_393, 75_025)]
    [InlineData(333_333, 1_009)]
    public void Cursor_WithALongPeriod_RarelyNeedsSingleUpdates(long trades, long bookUpdates)
    {
        var tape = Build(trades, bookUpdates, 4, 8_192, 1, []);
        var phase = tape.Proportion.FirstPhase;
        long total = 0, single = 0;
        while (total < 3 * tape.Proportion.Period)
        {
            ref readonly var block = ref tape.BlockAt(phase);
            single += block.Updates == 1 ? 1 : 0;
            total += block.Updates;
            phase += (block.Trades * tape.Proportion.BookUpdates) - (block.BookUpdates * tape.Proportion.Trades);
        }

        Assert.True(single < total / 20, $"{single} of {total}");
    }

    private static void Walk(long trades, long bookUpdates, int symbols, int updates, long seed)
    {
        var hashes = new List<long>();
        var tape = Build(trades, bookUpdates, symbols, updates, seed, hashes);
        var firstUpdates = FirstUpdateOfBlock(tape);
        var books = new SlowBook[symbols];
        foreach (var record in tape.Snapshots)
            (books[record.Symbol] ??= new SlowBook()).Apply(record);

        var cursor = new TapeCursor(tape);
        long sentTrades = 0, sentBookUpdates = 0;
        var update = -1;
        for (var i = 0; i < 3 * updates; i++)
        {
            update = firstUpdates.TryGetValue(cursor.Record, out var first) ? first : update + 1;
            var due = bookUpdates == 0 || (trades != 0 && sentTrades * bookUpdates <= sentBookUpdates * trades);
            var records = tape.Records.AsSpan(cursor.Record, tape.Records[cursor.Record].UpdateEvents);
            Assert.Equal(due, records[0].Kind == EventKind.Trade);
            Assert.Equal(due, cursor.IsTrade);
            var book = books[records[0].Symbol];
            CheckUpdate(records, book);
            foreach (ref readonly var record in records)
            {
                book.Apply(record);
                if (record.Kind == EventKind.HashCheck)
                    Assert.Equal(record.Price, book.Hash);
            }

            Assert.False(book.IsCrossed);
            Assert.True(book.HasBothSides);
            Assert.Equal(hashes[update], book.Hash);
            (sentTrades, sentBookUpdates) = due ? (sentTrades + 1, sentBookUpdates) : (sentTrades, sentBookUpdates + 1);
            cursor.Advance(records.Length);
        }
    }

    private static void CheckUpdate(ReadOnlySpan<TapeRecord> records, SlowBook book)
    {
        var isTrade = records[0].Kind == EventKind.Trade;
        var levels = 0;
        for (var i = 0; i < records.Length; i++)
        {
            Assert.Equal(i == records.Length - 1, (records[i].Flags & EventFlags.LastOfUpdate) != 0);
            Assert.Equal(isTrade, (records[i].Flags & EventFlags.TradeUpdate) != 0);
            Assert.Equal(records[0].Symbol, records[i].Symbol);
            Assert.True(i == 0 || records[i].Kind != EventKind.Trade);
            levels += records[i].Kind == EventKind.Level ? 1 : 0;
        }

        Assert.InRange(levels, 1, 16);
        if (!isTrade)
            return;
        // The trade prints at the price that the other side's book shows, and for no more than it shows.
        var other = (records[0].Flags & EventFlags.Sell) == 0;
        Assert.Equal(book.Best(other), records[0].Price);
        Assert.InRange(records[0].Quantity, 1, book.TotalAt(other, records[0].Price));
    }

    private static VenueTape Build(long trades, long bookUpdates, int symbols, int updates, long seed, List<long> hashes) =>
        new VenueTapeBuilder(3, symbols, seed).Build(UpdateProportion.Of(trades, bookUpdates), updates, (_, _, engine) => hashes.Add(engine.StateHash()));

    // Blocks are built one after the other, so an update's number in the order of building follows from its block.
    private static Dictionary<int, int> FirstUpdateOfBlock(VenueTape tape)
    {
        var firsts = new Dictionary<int, int>();
        var update = 0;
        foreach (var block in tape.Blocks)
        {
            firsts.Add(block.FirstRecord, update);
            update += block.Updates;
        }

        return firsts;
    }
}
