using System.Runtime.InteropServices;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>Turns what an engine reported during one update into tape records: the trade first, then each changed level once with its final total.</summary>
internal sealed class UpdateRecorder
{
    private readonly List<TapeRecord> _records;

    /// <param name="expectedUpdates">Sizes the list: an update has two to three records on average.</param>
    public UpdateRecorder(int expectedUpdates) => _records = new List<TapeRecord>(expectedUpdates * 5 / 2);

    public int Count => _records.Count;

    /// <summary>Records one update and empties the engine's reports.</summary>
    /// <param name="symbol">Index of the instrument at its venue.</param>
    /// <param name="engine">The instrument's engine.</param>
    /// <param name="trade">Whether the update is a trade with what it caused.</param>
    /// <param name="withCheck">Whether the engine's state hash rides at the end.</param>
    public void Record(int symbol, MatchingEngine engine, bool trade, bool withCheck)
    {
        var first = _records.Count;
        var common = trade ? EventFlags.TradeUpdate : EventFlags.None;
        foreach (var report in engine.Reports)
        {
            var flags = common | (report.IsSell ? EventFlags.Sell : EventFlags.None);
            var kind = report.Kind == EngineReportKind.Fill ? EventKind.Trade : EventKind.Level;
            if (kind == EventKind.Trade && (!trade || _records.Count != first))
                throw new InvalidOperationException("An update has one trade, at its start, or none.");
            if (kind == EventKind.Trade || !TryReplace(first, flags, report))
                _records.Add(new TapeRecord { Price = report.Price, Quantity = report.Quantity, Symbol = (ushort)symbol, Kind = kind, Flags = flags });
        }

        engine.ClearReports();
        if (withCheck)
            _records.Add(new TapeRecord { Price = engine.StateHash(), Symbol = (ushort)symbol, Kind = EventKind.HashCheck, Flags = common });
        var update = CollectionsMarshal.AsSpan(_records)[first..];
        update[0].UpdateEvents = (ushort)update.Length;
        update[^1].Flags |= EventFlags.LastOfUpdate;
    }

    public TapeRecord[] ToArray() => [.. _records];

    private bool TryReplace(int first, EventFlags flags, EngineReport report)
    {
        foreach (ref var record in CollectionsMarshal.AsSpan(_records)[first..])
        {
            if (record.Kind != EventKind.Level || record.Price != report.Price || record.Flags != flags)
                continue;
            record.Quantity = report.Quantity;
            return true;
        }

        return false;
    }
}
