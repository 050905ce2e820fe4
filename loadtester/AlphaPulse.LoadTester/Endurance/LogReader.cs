using System.Text.Json;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>
/// Reads a log's segments in order, a line at a time. A torn end of the last segment, which is what a kill leaves, is passed over
/// and told; anything else that is not whole is damage.
/// </summary>
internal sealed class LogReader
{
    private readonly string _path;
    private readonly Checkpoint _checkpoint;
    private readonly List<SegmentHeader> _headers = [];
    private readonly List<SegmentInfo> _segments = [];

    public LogReader(string path, Checkpoint checkpoint) => (_path, _checkpoint) = (path, checkpoint);

    /// <summary>Headers of the segments that were read.</summary>
    public IReadOnlyList<SegmentHeader> Headers => _headers;

    /// <summary>The segments that were read, without a torn end.</summary>
    public IReadOnlyList<SegmentInfo> Segments => _segments;

    /// <summary>File of the torn end, or null.</summary>
    public string? TornFile { get; private set; }

    /// <exception cref="LogException">Something is missing or damaged; the message says what and where.</exception>
    public IEnumerable<LogLine> Read()
    {
        _headers.Clear();
        _segments.Clear();
        TornFile = null;
        var count = Directory.GetFiles(_path, "intervals-*.jsonl").Length;
        for (var number = 1; number <= Math.Max(count, _checkpoint.Segments.Count); number++)
        {
            var name = LogDirectory.SegmentName(number);
            var bytes = ReadFile(name);
            var (at, lines) = (0L, 0L);
            for (var line = 1; NextLine(bytes, at) is var end; line++)
            {
                var isLast = number == count;
                if (end < 0 || !TryParse(name, line, bytes.AsSpan((int)at, (int)(end - at)), isLast && end == bytes.Length - 1, out var interval))
                {
                    if (at < bytes.Length && !isLast)
                        throw new LogException($"{name} is damaged: its last line is torn, and another segment follows");
                    break;
                }

                at = end + 1;
                if (interval is null)
                    continue;
                lines++;
                yield return interval;
            }

            Finish(name, number, new SegmentInfo(name, at, lines), bytes.Length);
        }
    }

    /// <summary>Takes the torn end away, so that each segment ends with a whole line. After <see cref="Read"/>.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void CutTornEnd()
    {
        if (TornFile is null)
            return;
        var file = Path.Combine(_path, TornFile);
        var whole = _segments.FirstOrDefault(segment => segment.File == TornFile);
        if (whole is null)
        {
            File.Delete(file);
            return;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.SetLength(whole.Bytes);
    }

    private byte[] ReadFile(string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(_path, name));
        }
        catch (FileNotFoundException)
        {
            throw new LogException($"is damaged: {name} is missing");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"{name} cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    // Position of the line feed that ends the line at this position, or -1.
    private static long NextLine(byte[] bytes, long at) => Array.IndexOf(bytes, (byte)'\n', (int)at);

    // False: the line is torn, which only the last one may be.
    private bool TryParse(string name, int line, ReadOnlySpan<byte> utf8, bool mayBeTorn, out LogLine? interval)
    {
        interval = null;
        try
        {
            if (line == 1)
                Take(name, LogJson.Parse<SegmentHeader>(utf8));
            else
                interval = LogJson.Parse<LogLine>(utf8);
            return true;
        }
        catch (JsonException exception)
        {
            return mayBeTorn ? false : throw new LogException($"{name} is damaged: line {line}: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private void Take(string name, SegmentHeader header)
    {
        if (header.Schema != SegmentHeader.SchemaName)
            throw new LogException($"{name} has the schema '{header.Schema}', expected '{SegmentHeader.SchemaName}'");
        if (header.Run != _checkpoint.Run)
            throw new LogException($"{name} belongs to the run '{header.Run}', the checkpoint to '{_checkpoint.Run}'");
        if (LogDirectory.SegmentName(header.Segment) != name)
            throw new LogException($"{name} says that it is segment {header.Segment}");
        _headers.Add(header);
    }

    private void Finish(string name, int number, SegmentInfo found, long length)
    {
        if (number <= _checkpoint.Segments.Count && found.Bytes < _checkpoint.Segments[number - 1].Bytes)
            throw new LogException($"is damaged: {name} has {found.Bytes:#,0} bytes of whole lines, the checkpoint knows of {_checkpoint.Segments[number - 1].Bytes:#,0}");
        if (found.Bytes < length || found.Bytes == 0)
            TornFile = name;
        if (found.Bytes > 0)
            _segments.Add(found);
    }
}
