namespace AlphaPulse.RingTool.Records;

/// <summary>A field of a record: one value, or several of one type side by side.</summary>
/// <param name="Name">With the names of what it lies in, as in <c>Best[0].Price</c>.</param>
/// <param name="Offset">Of the first value.</param>
/// <param name="Type">Of each value.</param>
/// <param name="Count">Number of values; null for a field that is no array.</param>
internal sealed record RecordField(string Name, int Offset, FieldType Type, int? Count)
{
    /// <summary>The values of a record.</summary>
    public IEnumerable<string> Values(ReadOnlyMemory<byte> record) =>
        Enumerable.Range(0, Count ?? 1).Select(i => Type.Text(record.Span[(Offset + i * Type.Bytes())..]));

    /// <summary>In one word; an array as <c>[1 2 3]</c>.</summary>
    public string Text(ReadOnlyMemory<byte> record) => Count is null ? Values(record).First() : $"[{string.Join(' ', Values(record))}]";
}
