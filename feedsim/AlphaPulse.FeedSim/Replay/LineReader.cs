using System.Buffers;
using System.IO.Pipelines;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// Cuts a byte stream into lines (LF or CR LF; the last one may lack its end). How the stream happens to be split into
/// reads never shows: a line that crosses a boundary is copied together, any other is a view of the pipe's memory.
/// </summary>
internal sealed class LineReader(PipeReader pipe, string file) : IAsyncDisposable
{
    // The longest line seen in real captures is a snapshot of 5,000 levels, about 300 kB. Beyond this bound it is no capture.
    public const int MaxLineBytes = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private ReadOnlySequence<byte> _unread;
    private long _searchedBytes;
    private bool _isOpened;
    private bool _atEnd;
    private byte[] _joined = [];
    private ReadOnlyMemory<byte> _line;

    public string File => file;

    /// <summary>1-based number of <see cref="Line"/>; 0 before the first.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Bytes of all lines read so far, with their line feeds.</summary>
    public long Bytes { get; private set; }

    /// <summary>The line without its end; valid until the next move.</summary>
    public ReadOnlySpan<byte> Line => _line.Span;

    /// <summary>Moves to the next line; false at the end of the stream.</summary>
    /// <exception cref="CaptureException">The stream cannot be read or decompressed, or a line exceeds <see cref="MaxLineBytes"/>.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        while (!TryCutLine())
        {
            if (_atEnd)
                return CutRest();
            if (_searchedBytes > MaxLineBytes)
                throw new CaptureException(File, LineNumber + 1, $"longer than {MaxLineBytes:N0} bytes; this is not a capture");
            await FillAsync(cancellation).ConfigureAwait(false);
        }

        return true;
    }

    public ValueTask DisposeAsync() => pipe.CompleteAsync();

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        // The pipe wants a read before its first advance.
        if (_isOpened)
            pipe.AdvanceTo(_unread.Start, _unread.End);
        _isOpened = true;
        try
        {
            var read = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
            _unread = read.Buffer;
            _atEnd = read.IsCompleted;
        }
        catch (InvalidDataException e)
        {
            throw new CaptureException(File, LineNumber + 1, "the gzip data is damaged or cut off here", e);
        }
        catch (IOException e)
        {
            throw new CaptureException(File, LineNumber + 1, $"cannot be read: {e.Message}", e);
        }
    }

    private bool TryCutLine()
    {
        var fresh = _unread.Slice(_searchedBytes);
        var end = fresh.PositionOf((byte)'\n');
        if (end is null)
        {
            _searchedBytes = _unread.Length;
            return false;
        }

        Take(_unread.Slice(0, end.Value));
        _unread = _unread.Slice(_unread.GetPosition(1, end.Value));
        _searchedBytes = 0;
        Bytes++;
        return true;
    }

    private bool CutRest()
    {
        if (_unread.IsEmpty)
            return false;
        Take(_unread);
        _unread = _unread.Slice(_unread.End);
        _searchedBytes = 0;
        return true;
    }

    private void Take(ReadOnlySequence<byte> bytes)
    {
        var length = (int)bytes.Length;
        if (bytes.IsSingleSegment)
        {
            _line = bytes.First;
        }
        else
        {
            if (_joined.Length < length)
                _joined = new byte[Math.Max(length, 2 * _joined.Length)];
            bytes.CopyTo(_joined);
            _line = _joined.AsMemory(0, length);
        }

        Bytes += length;
        LineNumber++;
        if (length > 0 && _line.Span[^1] == (byte)'\r')
            _line = _line[..^1];
        if (LineNumber == 1 && _line.Span.StartsWith(ByteOrderMark))
            _line = _line[ByteOrderMark.Length..];
    }
}
