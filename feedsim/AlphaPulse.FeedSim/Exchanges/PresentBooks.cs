using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// The books of a venue between two places where they are at their base: what a snapshot out of turn shows. They follow from the
/// base and the records of the block until here. The first use allocates, the later ones do not. One thread.
/// </summary>
internal sealed class PresentBooks(VenueTape tape)
{
    // Prices stay within InstrumentFlow.ReachTicks of the middle, on both sides of it.
    private const int WindowTicks = 256;
    private const int SideCount = 2;

    private readonly List<TapeRecord> _records = [];
    private long[] _quantities = [];
    private SimulatedSymbol[] _symbols = [];

    /// <summary>One update a symbol, as <see cref="VenueTape.Snapshots"/>; valid until the next call.</summary>
    /// <param name="cursor">Where the venue is.</param>
    public ReadOnlySpan<TapeRecord> At(in TapeCursor cursor)
    {
        if (_symbols.Length == 0)
        {
            _symbols = [.. Enumerable.Range(0, tape.Books.Count).Select(SimulatedSymbol.At)];
            _quantities = new long[_symbols.Length * SideCount * WindowTicks];
        }

        Array.Clear(_quantities);
        for (var symbol = 0; symbol < _symbols.Length; symbol++)
        {
            foreach (var level in tape.Books[symbol].Levels)
                _quantities[IndexOf(symbol, level.IsSell, level.Price)] = level.Quantity;
        }

        foreach (ref readonly var record in tape.Records.AsSpan(cursor.BlockRecord, cursor.Record - cursor.BlockRecord))
        {
            if (record.Kind == EventKind.Level)
                _quantities[IndexOf(record.Symbol, (record.Flags & EventFlags.Sell) != 0, record.Price)] = record.Quantity;
        }

        _records.Clear();
        for (var symbol = 0; symbol < _symbols.Length; symbol++)
            Add(symbol);
        return CollectionsMarshal.AsSpan(_records);
    }

    private void Add(int symbol)
    {
        var first = _records.Count;
        _records.Add(Of(symbol, EventKind.SnapshotBegin));
        for (var side = 0; side < SideCount; side++)
        {
            for (var tick = 0; tick < WindowTicks; tick++)
            {
                var quantity = _quantities[(((symbol * SideCount) + side) * WindowTicks) + tick];
                if (quantity == 0)
                    continue;
                var level = Of(symbol, EventKind.Level);
                level.Price = (_symbols[symbol].MidTicks - (WindowTicks / 2) + tick) * _symbols[symbol].TickSize;
                level.Quantity = quantity;
                level.Flags |= side == 1 ? EventFlags.Sell : EventFlags.None;
                _records.Add(level);
            }
        }

        _records.Add(Of(symbol, EventKind.SnapshotEnd));
        var update = CollectionsMarshal.AsSpan(_records)[first..];
        update[0].UpdateEvents = (ushort)update.Length;
        update[^1].Flags |= EventFlags.LastOfUpdate;
    }

    private static TapeRecord Of(int symbol, EventKind kind) => new() { Symbol = (ushort)symbol, Kind = kind, Flags = EventFlags.Snapshot };

    private int IndexOf(int symbol, bool isSell, long price) =>
        checked((((symbol * SideCount) + (isSell ? 1 : 0)) * WindowTicks) + (int)((price / _symbols[symbol].TickSize) - _symbols[symbol].MidTicks + (WindowTicks / 2)));
}
