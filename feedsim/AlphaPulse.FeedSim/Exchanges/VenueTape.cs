using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// What one venue sends, prepared ahead: blocks of updates that its matching engines produced, each of which brings every book back
/// to its base, so that they can be repeated for ever in the order that the schedule asks for. Immutable.
/// </summary>
internal sealed class VenueTape
{
    private readonly TapeBlock[] _blocks;

    public VenueTape(UpdateProportion proportion, TapeRecord[] records, TapeBlock[] blocks, BaseBook[] books)
    {
        (Proportion, Records, _blocks, Books) = (proportion, records, blocks, books);
        Snapshots = [.. Enumerable.Range(0, books.Length).SelectMany(symbol => SnapshotOf(symbol, books[symbol].Levels))];
    }

    public UpdateProportion Proportion { get; }

    public TapeRecord[] Records { get; }

    /// <summary>Blocks, the longest first.</summary>
    public IReadOnlyList<TapeBlock> Blocks => _blocks;

    /// <summary>The books at the start, by symbol.</summary>
    public IReadOnlyList<BaseBook> Books { get; }

    /// <summary>The books at a block's start, one update a symbol.</summary>
    public TapeRecord[] Snapshots { get; }

    /// <summary>The longest block whose order is the one that is due from a phase on.</summary>
    public ref readonly TapeBlock BlockAt(long phase)
    {
        for (var i = 0; i < _blocks.Length; i++)
        {
            if (_blocks[i].Fits(phase))
                return ref _blocks[i];
        }

        throw new InvalidOperationException($"No block of the tape fits phase {phase} of {Proportion}.");
    }

    private static TapeRecord[] SnapshotOf(int symbol, IReadOnlyList<BaseLevel> levels)
    {
        var records = new TapeRecord[levels.Count + 2];
        for (var i = 0; i < records.Length; i++)
            records[i] = new TapeRecord { Symbol = (ushort)symbol, Flags = EventFlags.Snapshot };
        records[0].Kind = EventKind.SnapshotBegin;
        records[0].UpdateEvents = (ushort)records.Length;
        for (var i = 0; i < levels.Count; i++)
        {
            ref var record = ref records[i + 1];
            record.Kind = EventKind.Level;
            record.Price = levels[i].Price;
            record.Quantity = levels[i].Quantity;
            record.Flags |= levels[i].IsSell ? EventFlags.Sell : EventFlags.None;
        }

        records[^1].Kind = EventKind.SnapshotEnd;
        records[^1].Flags |= EventFlags.LastOfUpdate;
        return records;
    }
}
