using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Records;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>Records as comma-separated values, a column for each value: those of an array one each.</summary>
internal static class RecordCsv
{
    public static void Write(IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> records, IReadOnlyList<RecordField> fields, Output output)
    {
        output.Line(string.Join(',', fields.SelectMany(Names).Select(Quoted).Prepend("sequence")));
        foreach (var (sequence, record) in records)
            output.Line(string.Join(',', fields.SelectMany(field => field.Values(record)).Prepend(sequence.ToString())));
    }

    private static IEnumerable<string> Names(RecordField field) =>
        field.Count is { } count ? Enumerable.Range(0, count).Select(i => $"{field.Name}[{i}]") : [field.Name];

    private static string Quoted(string name)
    {
        var printable = Words.Printable(name);
        return printable.AsSpan().ContainsAny(",\" ") ? $"\"{printable.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : printable;
    }
}
