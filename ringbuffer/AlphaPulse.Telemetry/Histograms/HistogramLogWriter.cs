using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AlphaPulse.Telemetry.Histograms;

/// <summary>
/// Writes an HdrHistogram log, version 1.3: ASCII, a histogram in compressed V2 form each line, each line one write. Write the primary series
/// untagged: the reference's <c>HistogramLogProcessor</c> fails on a log in which every line has a tag. Times are relative
/// to the start time of the header. Not thread-safe.
/// </summary>
/// <remarks>Source: HdrHistogram's <c>HistogramLogWriter</c>, and its <c>HistogramLogReader</c> for what has to be readable.</remarks>
public sealed class HistogramLogWriter : IDisposable
{
    /// <summary>What the third field, the interval's largest value, is divided by: milliseconds of nanoseconds, the reference's default.</summary>
    public const double MaximumUnit = 1_000_000;

    private readonly Stream _stream;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">
    /// Where to. Unbuffered (a <see cref="FileStream"/> with a buffer of 0), or lines are not written one by one. Closed by <see cref="Dispose"/>.
    /// </param>
    /// <param name="startTime">What the times of the intervals are relative to.</param>
    /// <param name="comment">Who writes this: a line without line ends.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public HistogramLogWriter(Stream stream, DateTimeOffset startTime, string comment)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(comment);
        if (comment.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("A comment is one line.", nameof(comment));
        _stream = stream;
        StartTime = startTime;
        var seconds = startTime.ToUnixTimeMilliseconds() / 1000.0;
        WriteWhole(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            #[{comment}]
            #[Histogram log format version 1.3]
            #[StartTime: {seconds:F3} (seconds since epoch), {HistogramLogText.Date(startTime)}]
            #[BaseTime: {seconds:F3} (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """).ReplaceLineEndings("\n")));
    }

    /// <summary>What the times of the intervals are relative to.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>How many bytes this writer has written: for rotation by size.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>Creates a log in a new file; an existing one is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="startTime">What the times of the intervals are relative to.</param>
    /// <param name="comment">Who writes this: a line without line ends.</param>
    /// <exception cref="IOException">It could not be created or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static HistogramLogWriter Create(string path, DateTimeOffset startTime, string comment)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            return new HistogramLogWriter(stream, startTime, comment);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a log: a last line that a killed writer cut is removed, a header with the same start time follows.</summary>
    /// <param name="path">A log that exists.</param>
    /// <param name="comment">Who writes this: a line without line ends.</param>
    /// <exception cref="InvalidDataException">It is no histogram log, or says nowhere when it began.</exception>
    /// <exception cref="IOException">It could not be opened or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read and written.</exception>
    public static HistogramLogWriter Append(string path, string comment)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            // Not disposed: the stream goes on to the writer.
            var reader = new HistogramLogReader(stream);
            reader.Read();
            var startSeconds = reader.StartTimeSeconds ?? throw new InvalidDataException("it has no start time and no interval.");
            CutTornLine(stream);
            return new HistogramLogWriter(stream, DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(startSeconds * 1000)), comment);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether a text can be a tag: printable ASCII without space and comma, at least one character.</summary>
    /// <remarks>The reference itself lets some such tags through and then cannot read its own line.</remarks>
    public static bool IsValidTag(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.Length > 0 && !tag.AsSpan().ContainsAnyExceptInRange('!', '~') && !tag.Contains(',');
    }

    /// <summary>Writes an interval as one line in one write. What a full disk took only in part is cut away again if the stream can seek.</summary>
    /// <param name="startNs">When it began, after the start time.</param>
    /// <param name="lengthNs">How long it lasted, 0 or more.</param>
    /// <param name="histogram">What was recorded; it must not change meanwhile.</param>
    /// <param name="tag">Which series it belongs to; <c>null</c> for the primary one.</param>
    /// <exception cref="ArgumentException">The tag is not valid.</exception>
    /// <exception cref="IOException">It could not be written, for example because the disk is full.</exception>
    public void Write(long startNs, long lengthNs, LongHistogram histogram, string? tag = null)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfNegative(lengthNs);
        if (tag is not null && !IsValidTag(tag))
            throw new ArgumentException($"'{tag}' is not a tag: printable ASCII without space and comma is.", nameof(tag));

        var payload = HistogramEncoding.EncodeCompressed(histogram);
        var prefix = string.Create(CultureInfo.InvariantCulture,
            $"{(tag is null ? "" : $"Tag={tag},")}{startNs / 1e9:F3},{lengthNs / 1e9:F3},{histogram.GetMaxValue() / MaximumUnit:F3},");
        var line = new byte[prefix.Length + Base64.GetMaxEncodedToUtf8Length(payload.Length) + 1];
        var length = Encoding.ASCII.GetBytes(prefix, line);
        Base64.EncodeToUtf8(payload, line.AsSpan(length), out _, out var encoded);
        length += encoded;
        line[length++] = (byte)'\n';
        WriteWhole(line.AsSpan(0, length));
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => _stream.Dispose();

    // Leaves the stream at its end, which is behind a line end or the beginning.
    private static void CutTornLine(FileStream stream)
    {
        var block = new byte[64 << 10];
        for (var end = stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            stream.Position = start;
            var bytes = block.AsSpan(0, (int)(end - start));
            stream.ReadExactly(bytes);
            var found = bytes.LastIndexOf((byte)'\n');
            if (found >= 0)
            {
                stream.SetLength(start + found + 1);
                break;
            }
            end = start;
        }
        stream.Seek(0, SeekOrigin.End);
    }

    private void WriteWhole(ReadOnlySpan<byte> bytes)
    {
        var before = _stream.CanSeek ? _stream.Position : -1;
        try
        {
            _stream.Write(bytes);
            WrittenBytes += bytes.Length;
        }
        catch (IOException) when (before >= 0)
        {
            CutTo(before);
            throw;
        }
    }

    // A device that says it can seek may still refuse; the fault that counts is the first one.
    private void CutTo(long length)
    {
        try
        {
            _stream.SetLength(length);
            _stream.Position = length;
        }
        catch (IOException)
        {
        }
    }
}
