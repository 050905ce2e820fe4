namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Appends whole lines to one segment, each with one write.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;

    private SegmentWriter(string name, FileStream file)
    {
        Name = name;
        _file = file;
    }

    public string Name { get; }

    public long Bytes { get; private set; }

    public long Lines { get; private set; }

    public SegmentInfo Info => new(Name, Bytes, Lines);

    /// <exception cref="IOException">It cannot be written.</exception>
    public static SegmentWriter Create(LogDirectory directory, SegmentHeader header)
    {
        var name = LogDirectory.SegmentName(header.Segment);
        var writer = new SegmentWriter(name, new FileStream(directory.File(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
        try
        {
            writer.Write(LogJson.ToLine(header));
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The disk is full; what is in the segment are whole lines all the same.</exception>
    public void Append(byte[] line)
    {
        Write(line);
        Lines++;
    }

    /// <summary>Onto the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private void Write(byte[] line)
    {
        try
        {
            _file.Write(line);
            Bytes += line.Length;
        }
        catch (IOException)
        {
            TakeBack();
            throw;
        }
    }

    // A full disk takes the first part of a line.
    private void TakeBack()
    {
        try
        {
            _file.SetLength(Bytes);
        }
        catch (IOException)
        {
            // Then it is a torn line, which a reader cuts.
        }
    }
}
