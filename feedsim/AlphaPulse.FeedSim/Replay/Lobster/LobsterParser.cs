using System.Text;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Lobster;

/// <summary>
/// LOBSTER message CSV of one stock: 1 adds an order, 2 and 3 reduce one, 4 is a trade that reduces one, 5 (hidden) and
/// 6 (cross) are trades that change no book, 7 is a halt and no event.
/// </summary>
/// <remarks>
/// With the order book file as oracle the book starts from that file's first row, which includes the first message.
/// The message file knows nothing of orders behind the N levels that the pair of files shows. So when a full side loses
/// a level, the one that comes into view is adopted from the oracle, and the instrument's depth makes the book forget
/// what falls out of view. Everything else must come from the messages: a hash of all N levels follows each of them.
/// </remarks>
internal sealed class LobsterParser(TapeBuilder tape, OrderbookOracle? oracle) : LineParser
{
    private readonly CsvFields _csv = new();
    private TapeInstrument? _instrument;
    private OrderbookRow? _previous;
    private OrderbookRow? _spare;
    private string _path = "";
    private long _midnightNs;
    private bool _isFirstLine;
    private bool _hasRow;
    private bool _isBroken;
    private long _messages;

    public override void BeginFile(string path)
    {
        _path = path;
        _midnightNs = NewYorkDay.MidnightNs(path);
        _isFirstLine = true;
    }

    public override async ValueTask PrepareAsync(CancellationToken cancellation) =>
        _hasRow = oracle is not null && await oracle.PrepareAsync(cancellation).ConfigureAwait(false);

    public override void Accept(ReadOnlySpan<byte> line)
    {
        var isFirstLine = _isFirstLine;
        _isFirstLine = false;
        if (isFirstLine && IsHeader(line))
            return;
        _messages++;
        if (oracle is not null && !_hasRow)
            throw new CaptureException(oracle.Path, $"ends after {oracle.Rows:N0} rows, the messages go on");
        if (oracle is { IsValid: false })
            throw new MalformedLineException($"row {oracle.Rows:N0} of {oracle.Path}, which belongs to it, is malformed");
        var row = LobsterRow.Read(_csv, line);
        tape.Arrive(_midnightNs + row.TimeNs);
        _instrument ??= tape.Instrument(Encoding.ASCII.GetBytes(NewYorkDay.Symbol(_path)), BookKind.Orders);
        _instrument.PriceDecimals = LobsterRow.PriceDecimals;
        if (oracle is null)
            Apply(row);
        else
            ApplyAndCheck(row);
        tape.Commit(_midnightNs + row.TimeNs);
    }

    public override void Skipped()
    {
        // Its row goes with it; what the message did is unknown, so the book starts afresh from the next row.
        if (oracle is null)
            return;
        if (_hasRow)
            _spare = oracle.Take(_spare);
        _previous = null;
        _isBroken = true;
    }

    public override async ValueTask CompleteAsync(string lastFile, CancellationToken cancellation)
    {
        if (oracle is not null && await oracle.PrepareAsync(cancellation).ConfigureAwait(false))
            throw new CaptureException(oracle.Path, $"has more rows than the {_messages:N0} messages");
    }

    public override async ValueTask DisposeAsync()
    {
        if (oracle is not null)
            await oracle.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            return false;
        if (line.Count((byte)',') >= 5 && !line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return true;
        throw new MalformedLineException("neither a message nor a header line") { IsWrongFormat = true };
    }

    private void Apply(in LobsterRow row)
    {
        switch (row.Type)
        {
            case 1:
                AddOrder(EventKind.OrderAdd, row);
                break;
            case 2 or 3:
                AddOrder(EventKind.OrderReduce, row);
                break;
            case 4:
                AddTrade(row);
                AddOrder(EventKind.OrderReduce, row);
                break;
            case 5 or 6:
                AddTrade(row);
                break;
            default:
                break;
        }
    }

    private void ApplyAndCheck(in LobsterRow row)
    {
        if (_isBroken)
        {
            Gaps++;
            tape.Add(_instrument!, EventKind.Gap);
            tape.Commit(_midnightNs + row.TimeNs);
        }

        var before = _previous;
        var after = oracle!.Take(_spare);
        _isBroken = false;
        _instrument!.BookDepth = after.Depth;
        if (before is null)
        {
            AddSnapshot(after);
        }
        else
        {
            Apply(row);
            Adopt(before, after);
        }

        _spare = before;
        _previous = after;
        ref var check = ref tape.Add(_instrument, EventKind.HashCheck);
        check.Id = after.Hash();
        check.Quantity = after.Depth;
    }

    private void AddSnapshot(OrderbookRow book)
    {
        tape.Add(_instrument!, EventKind.SnapshotBegin).Flags = EventFlags.Snapshot;
        for (var side = 0; side < 2; side++)
        {
            for (var i = 0; i < book.Count(side == 1); i++)
                AddLevel(book, side == 1, i, EventFlags.Snapshot);
        }

        tape.Add(_instrument!, EventKind.SnapshotEnd).Flags = EventFlags.Snapshot;
    }

    private void Adopt(OrderbookRow before, OrderbookRow after)
    {
        for (var side = 0; side < 2; side++)
        {
            var isSell = side == 1;
            if (!before.IsFull(isSell))
                continue;
            var deepest = before.Price(isSell, before.Depth - 1);
            for (var i = after.Count(isSell) - 1; i >= 0 && (isSell ? after.Price(isSell, i) > deepest : after.Price(isSell, i) < deepest); i--)
                AddLevel(after, isSell, i, EventFlags.Adopted);
        }
    }

    private void AddLevel(OrderbookRow book, bool isSell, int level, EventFlags flags) => tape.Add(_instrument!, EventKind.Level,
        new Amount(book.Price(isSell, level), LobsterRow.PriceDecimals), new Amount(book.Size(isSell, level), 0), isSell).Flags |= flags;

    private void AddOrder(EventKind kind, in LobsterRow row) => tape.Add(_instrument!, kind,
        new Amount(row.Price, LobsterRow.PriceDecimals), new Amount(row.Size, 0), row.RestsOnSell).Id = row.OrderId;

    // The direction is the resting order's; who came to it did the opposite.
    private void AddTrade(in LobsterRow row) => tape.Add(_instrument!, EventKind.Trade,
        new Amount(row.Price, LobsterRow.PriceDecimals), new Amount(row.Size, 0), !row.RestsOnSell).Id = row.OrderId;
}
