using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Exchanges;

/// <summary>A snapshot out of turn shows at any place of the tape what the updates until there have made of the books.</summary>
public sealed class PresentBooksTests
{
    private const int Symbols = 3;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, 1)]
    [InlineData(7, 3)]
    public void At_AnyPlaceOfTwoLaps_IsWhatTheUpdatesMade(long trades, long bookUpdates)
    {
        var proportion = UpdateProportion.Of(trades, bookUpdates);
        var tape = new VenueTapeBuilder(0, Symbols, 1).Build(proportion, 1_024);
        var cursor = new TapeCursor(tape);
        var books = new PresentBooks(tape);
        var followed = Enumerable.Range(0, Symbols).Select(_ => new Levels()).ToArray();
        foreach (ref readonly var record in tape.Snapshots.AsSpan())
            followed[record.Symbol].Apply(record);
        var deepest = 0;
        for (var update = 0; update < 2_500; update++)
        {
            var shown = Enumerable.Range(0, Symbols).Select(_ => new Levels()).ToArray();
            var records = books.At(in cursor);
            deepest = Math.Max(deepest, records.Length);
            for (var i = 0; i < records.Length; i++)
            {
                shown[records[i].Symbol].Apply(records[i]);
                Assert.True((records[i].Flags & EventFlags.Snapshot) != 0);
            }

            for (var symbol = 0; symbol < Symbols; symbol++)
                Assert.Equal(followed[symbol].All.Order(), shown[symbol].All.Order());
            var (first, count) = (cursor.Record, tape.Records[cursor.Record].UpdateEvents);
            foreach (ref readonly var record in tape.Records.AsSpan(first, count))
                followed[record.Symbol].Apply(record);
            cursor.Advance(count);
        }

        Assert.NotEqual(tape.Snapshots.Length, deepest);
    }

    private sealed class Levels
    {
        private readonly Dictionary<(bool IsSell, long Price), long> _levels = [];

        public IEnumerable<(bool IsSell, long Price, long Quantity)> All => _levels.Select(level => (level.Key.IsSell, level.Key.Price, level.Value));

        public void Apply(in TapeRecord record)
        {
            var key = ((record.Flags & EventFlags.Sell) != 0, record.Price);
            if (record.Kind == EventKind.SnapshotBegin)
                _levels.Clear();
            else if (record.Kind == EventKind.Level && record.Quantity == 0)
                _levels.Remove(key);
            else if (record.Kind == EventKind.Level)
                _levels[key] = record.Quantity;
        }
    }
}
