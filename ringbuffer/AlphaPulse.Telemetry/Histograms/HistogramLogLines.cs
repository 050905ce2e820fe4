namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// Lines of a histogram log as bytes, ended by LF or CRLF, with a bound on their length. A byte-order mark of UTF-8 is skipped; UTF-16, which some
/// writers produce by mistake, is an error that says so.
/// </summary>
internal sealed class HistogramLogLines(Stream stream)
{
    /// <summary>A histogram of <see cref="HistogramEncoding.MaximumCounters"/>, each count of the longest form, in base64.</summary>
    internal const int MaximumLineBytes = 16 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line that was read last, from 1.</summary>
    internal long Number { get; private set; }

    /// <summary>Whether that line had a line end; only the last one of a file may have none.</summary>
    internal bool IsTerminated { get; private set; }

    /// <summary>The next line without its end, valid until the next call; false at the end of the file.</summary>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var ahead = _buffer.AsSpan(_start, _end - _start);
            var found = ahead[searched..].IndexOf((byte)'\n');
            if (found >= 0 || (_ended && !ahead.IsEmpty))
            {
                IsTerminated = found >= 0;
                var length = IsTerminated ? searched + found : ahead.Length;
                line = ahead[..length];
                _start += IsTerminated ? length + 1 : length;
                Number++;
                if (IsTerminated && line.EndsWith("\r"u8))
                    line = line[..^1];
                if (Number == 1)
                    line = WithoutMark(line);
                return true;
            }
            if (_ended)
            {
                line = default;
                return false;
            }
            searched = ahead.Length;
            if (searched >= MaximumLineBytes)
                throw new InvalidDataException($"line {Number + 1}: it is longer than {MaximumLineBytes:N0} bytes.");
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || line.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            throw new InvalidDataException("line 1: the file is UTF-16; a histogram log is ASCII. Convert it, for example with 'iconv -f UTF-16 -t ASCII'.");
        return line.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? line[3..] : line;
    }
}
