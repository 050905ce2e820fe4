namespace AlphaPulse.FeedSim.Replay;

/// <summary>One line of comma-separated text without quotes, cut into fields. Reused from line to line.</summary>
internal sealed class CsvFields
{
    // A LOBSTER order book of 200 levels has 800; more is no file of ours.
    private const int MaxFields = 4096;

    private int[] _starts = new int[64];

    public int Count { get; private set; }

    /// <exception cref="MalformedLineException">Quotes, or far too many fields.</exception>
    public void Cut(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)'"'))
            throw new MalformedLineException("quoted fields are not of this format");
        Count = 0;
        var start = 0;
        while (true)
        {
            if (Count == MaxFields)
                throw new MalformedLineException($"more than {MaxFields:N0} fields");
            if (Count + 1 >= _starts.Length)
                Array.Resize(ref _starts, _starts.Length * 2);
            _starts[Count++] = start;
            var comma = line[start..].IndexOf((byte)',');
            if (comma < 0)
                break;
            start += comma + 1;
        }

        // One past the comma that would follow the last field.
        _starts[Count] = line.Length + 1;
    }

    /// <summary>Field <paramref name="index"/> of the line that was cut last.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int index) => line[_starts[index]..(_starts[index + 1] - 1)];

    /// <summary>Index of the field with exactly this text, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Field(line, i).SequenceEqual(text))
                return i;
        }

        return -1;
    }

    /// <summary>As <see cref="IndexOf"/>, but the column must be there.</summary>
    public int Column(ReadOnlySpan<byte> header, string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (System.Text.Ascii.Equals(Field(header, i), name))
                return i;
        }

        throw new MalformedLineException($"the header line has no column {name}");
    }

    /// <summary>A field as a whole number.</summary>
    public long Whole(ReadOnlySpan<byte> line, int index, string name)
    {
        var text = Field(line, index);
        if (!DecimalText.TryParse(text, out var value, out var decimals) || decimals != 0)
            throw MalformedLineException.Field(name, text, "a whole number");
        return value;
    }
}
