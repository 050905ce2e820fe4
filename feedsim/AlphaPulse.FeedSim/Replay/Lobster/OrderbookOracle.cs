namespace AlphaPulse.FeedSim.Replay.Lobster;

/// <summary>
/// The order book file that belongs to a message file: row i is the book after message i. Read one row ahead of the
/// messages, because a whole one is large (50 levels, one hour of one stock: 150 MB of numbers).
/// </summary>
internal sealed class OrderbookOracle(string path, bool skipErrors) : IAsyncDisposable
{
    private readonly CsvFields _csv = new();
    private LineReader? _lines;
    private bool _hasNext;
    private OrderbookRow _next = new();
    private int _depth;

    public string Path => path;

    /// <summary>Rows read, malformed ones too.</summary>
    public long Rows { get; private set; }

    /// <summary>Makes the next row ready, unless it is.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (_hasNext)
            return true;
        _lines ??= await CaptureFile.OpenAsync(path, cancellation).ConfigureAwait(false);
        do
        {
            if (!await _lines.MoveNextAsync(cancellation).ConfigureAwait(false))
                return false;
        }
        while (_lines.Line.IsEmpty || IsHeader());
        _hasNext = true;
        Rows++;
        IsValid = TryRead();
        return true;
    }

    /// <summary>Whether the next row could be read; a malformed one only passes with skipped errors.</summary>
    public bool IsValid { get; private set; }

    /// <summary>Takes the next row; the caller gives back the one that it needs no longer.</summary>
    public OrderbookRow Take(OrderbookRow? done)
    {
        var row = _next;
        _next = done ?? new OrderbookRow();
        _hasNext = false;
        return row;
    }

    public ValueTask DisposeAsync() => _lines?.DisposeAsync() ?? ValueTask.CompletedTask;

    private bool IsHeader() => _lines!.LineNumber == 1 && _lines.Line[0] is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9'));

    private bool TryRead()
    {
        try
        {
            _next.Read(_csv, _lines!.Line);
            if (_depth != 0 && _next.Depth != _depth)
                throw new MalformedLineException($"{_next.Depth} levels, the rows before have {_depth}");
            _depth = _next.Depth;
            return true;
        }
        catch (MalformedLineException) when (skipErrors)
        {
            return false;
        }
        catch (MalformedLineException e)
        {
            throw new CaptureException(path, _lines!.LineNumber, e.Message, e);
        }
    }
}
