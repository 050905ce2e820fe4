using System.Globalization;
using System.Text;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// Reads an HdrHistogram log interval by interval: versions 1.0 to 1.3, histograms of any version, tags, LF and CRLF, a byte-order mark
/// of UTF-8. A wrong line is an <see cref="InvalidDataException"/> that gives its number, with one exception: a last line without its
/// line end, as a killed writer leaves it, is read if it is whole and else left out, which <see cref="IsLastLineCut"/> says.
/// Memory is bounded: one line and one histogram. Not thread-safe.
/// </summary>
/// <remarks>
/// Times follow HdrHistogram's <c>HistogramLogReader</c>: an interval's time is relative to <c>#[BaseTime:</c>; without one it is
/// absolute if the first is not earlier than a year before <c>#[StartTime:</c>, else relative to that; without both it is absolute and the
/// first one is the start. A later StartTime begins a new segment; here, other than in the reference, its base is found anew.
/// </remarks>
public sealed class HistogramLogReader : IDisposable
{
    private const double SecondsPerYear = 365 * 24 * 3600.0;

    // The end of the year 9999: what lies beyond is no time, and no calendar could print it.
    private const double MaximumSeconds = 253_402_300_799;

    private readonly Stream _stream;
    private readonly HistogramLogLines _lines;
    private double? _startSeconds;
    private double? _baseSeconds;
    private bool _isBaseGiven;

    /// <summary>Reads from where the stream stands.</summary>
    /// <param name="stream">The log. Closed by <see cref="Dispose"/>.</param>
    public HistogramLogReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _lines = new HistogramLogLines(stream);
    }

    /// <summary>The latest start time seen, in seconds since 1970; <c>null</c> before the first.</summary>
    public double? StartTimeSeconds => _startSeconds;

    /// <summary>Whether the file ended inside a line, which was left out.</summary>
    public bool IsLastLineCut { get; private set; }

    /// <summary>Opens a file; whoever writes it may go on writing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It could not be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static HistogramLogReader Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    /// <summary>The next interval, <c>null</c> at the end.</summary>
    /// <exception cref="InvalidDataException">A line is wrong; the message begins with <c>line N:</c>.</exception>
    public HistogramLogInterval? Read()
    {
        while (_lines.TryRead(out var line))
        {
            if (!_lines.IsTerminated)
                return ReadLast(line);
            if (ReadLine(line) is { } interval)
                return interval;
        }
        return null;
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    private HistogramLogInterval? ReadLast(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadLine(line);
        }
        catch (InvalidDataException)
        {
            IsLastLineCut = true;
            return null;
        }
    }

    private HistogramLogInterval? ReadLine(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)' ');
        if (line.IsEmpty || line.StartsWith("\"StartTimestamp\""u8) || line.StartsWith("\"Timestamp\""u8))
            return null;
        if (line[0] == (byte)'#')
        {
            ReadComment(line);
            return null;
        }
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            throw Wrong("it has characters that are not printable ASCII.");
        return ReadInterval(Encoding.ASCII.GetString(line));
    }

    private void ReadComment(ReadOnlySpan<byte> line)
    {
        if (TryTakeTime(line, "#[StartTime: "u8, "StartTime", out var start))
        {
            _startSeconds = start;
            if (!_isBaseGiven)
                _baseSeconds = null;
        }
        else if (TryTakeTime(line, "#[BaseTime: "u8, "BaseTime", out var seconds))
        {
            _baseSeconds = seconds;
            _isBaseGiven = true;
        }
        else if (line.StartsWith("#[Histogram log format version "u8) && !line["#[Histogram log format version "u8.Length..].StartsWith("1."u8))
        {
            throw Wrong($"its format '{Shortened(Encoding.ASCII.GetString(line))}' is not known, expected version 1.0 to 1.3.");
        }
    }

    private bool TryTakeTime(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, string name, out double seconds)
    {
        seconds = 0;
        if (!line.StartsWith(prefix))
            return false;
        var text = line[prefix.Length..];
        var end = text.IndexOfAny((byte)' ', (byte)',', (byte)']');
        seconds = ToSeconds(name, Encoding.ASCII.GetString(end < 0 ? text : text[..end]));
        return true;
    }

    private HistogramLogInterval ReadInterval(string line)
    {
        var fields = line.Split(',', ' ');
        string? tag = null;
        if (fields[0].StartsWith("Tag=", StringComparison.Ordinal))
        {
            tag = fields[0]["Tag=".Length..];
            if (tag.Length == 0)
                throw Wrong("its tag is empty.");
            fields = fields[1..];
        }
        if (fields.Length != 4)
            throw Wrong($"it has {fields.Length} fields{(tag is null ? "" : $" after the tag '{Shortened(tag)}'")}, expected 4: start, length, maximum, histogram. A tag must not contain a comma or a space.");

        var timestamp = ToSeconds("start", fields[0]);
        var length = ToSeconds("length", fields[1]);
        if (length < 0)
            throw Wrong($"its length is {fields[1]} seconds.");
        if (!double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            throw Wrong($"its maximum '{Shortened(fields[2])}' is not a number.");

        LongHistogram histogram;
        try
        {
            histogram = HistogramEncoding.FromBase64(fields[3]);
        }
        catch (InvalidDataException e)
        {
            throw Wrong(e.Message);
        }
        _startSeconds ??= timestamp;
        _baseSeconds ??= timestamp < _startSeconds - SecondsPerYear ? _startSeconds : 0;
        var absolute = timestamp + _baseSeconds.Value;
        return new HistogramLogInterval(tag, absolute - _startSeconds.Value, absolute, length, histogram, _lines.Number);
    }

    private double ToSeconds(string name, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            throw Wrong($"its {name} '{Shortened(text)}' is not a number of seconds.");
        return Math.Abs(seconds) <= MaximumSeconds ? seconds : throw Wrong($"its {name} '{Shortened(text)}' is no time.");
    }

    private InvalidDataException Wrong(string what) => new($"line {_lines.Number}: {what}");

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
