using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>
/// Databento market-by-order CSV. A, C, M and R become order events and a clear, T a trade; F is left out, because the
/// C or M that follows it does what the fill did.
/// <list type="bullet">
/// <item>A venue message is the run of rows with one (ts_event, sequence): a trade, its fill and its cancel share it.</item>
/// <item>An update ends with the venue message whose last row has flag 128, and after a clear that starts no snapshot.</item>
/// <item>The oracle's statement about a venue message follows that message's last row, also in the middle of an update:
/// its rows are the book after each message, not after each group. On the day of ARL in the test data that gives 3,360
/// statements for 3,360 numbers in the oracle, 40 of them inside a group.</item>
/// </list>
/// </summary>
internal sealed class MboParser(TapeBuilder tape, string? oraclePath) : LineParser
{
    private readonly CsvFields _csv = new();
    private readonly Dictionary<long, MboGroup> _groups = [];
    private MbpOracle? _oracle;
    private MboColumns? _columns;
    private MboGroup? _current;
    private long _statements;

    public override void BeginFile(string path) => _columns = null;

    public override async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        if (oraclePath is not null && _oracle is null)
            _oracle = await MbpOracle.LoadAsync(oraclePath, cancellation).ConfigureAwait(false);
    }

    public override void Accept(ReadOnlySpan<byte> line)
    {
        if (_columns is null)
        {
            try
            {
                _columns = new MboColumns(_csv, line);
            }
            catch (MalformedLineException e)
            {
                throw new MalformedLineException(e.Message) { IsWrongFormat = true };
            }

            return;
        }

        var row = _columns.Read(_csv, line);
        Check(row);
        if (_current is not null && _current.LastRow.Key != row.Key)
            EndMessage();
        tape.Arrive(row.ReceivedNs);
        if (!_groups.TryGetValue(row.Key.InstrumentId, out var group))
        {
            var instrument = tape.Instrument(_columns.Symbol(_csv, line), BookKind.Orders);
            instrument.PriceDecimals = DatabentoText.PriceDecimals;
            group = new MboGroup(instrument);
            _groups.Add(row.Key.InstrumentId, group);
        }

        Append(group, row);
        group.LastRow = row;
        _current = group;
    }

    public override ValueTask CompleteAsync(string lastFile, CancellationToken cancellation)
    {
        if (_current is not null)
            EndMessage();
        foreach (var group in _groups.Values)
            Commit(group);
        if (_oracle is not null && _statements == 0)
            throw new CaptureException(oraclePath!, "none of its rows belongs to the capture (no ts_event and sequence in common)");
        return ValueTask.CompletedTask;
    }

    private static void Check(in MboRow row)
    {
        if (row.Action is 'A' or 'M' or 'T' && !row.HasPrice)
            throw new MalformedLineException($"action {row.Action} without a price");
        if (row.Action is 'A' or 'M' && row.Side == 'N')
            throw new MalformedLineException($"action {row.Action} without a side");
    }

    private static EventKind KindOf(char action) => action switch
    {
        'A' => EventKind.OrderAdd,
        'C' => EventKind.OrderReduce,
        'M' => EventKind.OrderModify,
        'R' => EventKind.Clear,
        'T' => EventKind.Trade,
        _ => EventKind.None,
    };

    private static void Append(MboGroup group, in MboRow row)
    {
        var kind = KindOf(row.Action);
        if (kind == EventKind.None)
            return;
        var e = new MarketEvent { Kind = kind, InstrumentId = (uint)group.Instrument.Index, VenueTimeNs = row.Key.EventNs };
        if (kind != EventKind.Clear)
        {
            e.Id = row.OrderId;
            TapeBuilder.SetAmounts(ref e, new Amount(row.Price, DatabentoText.PriceDecimals), new Amount(row.Size, 0));
        }

        // A trade of unknown aggressor (side N) has no bit of its own and reads as a buy.
        if (IsSell(row))
            e.Flags |= EventFlags.Sell;
        if (row.IsSnapshot)
            e.Flags |= EventFlags.Snapshot;
        group.Events.Add(e);
    }

    // For A, C and M the resting side: A is the ask. For T the aggressor's: A is a seller. The letter says sell both times.
    private static bool IsSell(in MboRow row) => row.Side == 'A';

    private void EndMessage()
    {
        var group = _current!;
        var row = group.LastRow;
        if (_oracle is not null && _oracle.TryGet(row.Key, out var hash))
        {
            _statements++;
            group.Events.Add(new MarketEvent
            {
                Kind = EventKind.HashCheck,
                InstrumentId = (uint)group.Instrument.Index,
                VenueTimeNs = row.Key.EventNs,
                Id = hash,
                Quantity = _oracle.Depth,
                Flags = EventFlags.CountsOrders,
            });
        }

        if (row.IsLast || (row.Action == 'R' && !row.IsSnapshot))
            Commit(group);
        _current = null;
    }

    private void Commit(MboGroup group)
    {
        foreach (var e in group.Events)
            tape.Add(group.Instrument, e.Kind) = e;
        group.Events.Clear();
        tape.Commit(group.LastRow.Key.EventNs, group.LastRow.Key.Sequence);
    }
}
