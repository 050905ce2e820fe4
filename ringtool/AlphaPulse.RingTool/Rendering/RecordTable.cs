using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Records;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>Records for people: a table if it fits the width, else a block a record.</summary>
internal static class RecordTable
{
    // Columns are as wide as the values of so many records need; then they are set anew.
    private const int ChunkRecords = 1000;
    private const string Gap = "  ";

    public static void Write(IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> records, IReadOnlyList<RecordField> fields, Output output)
    {
        string[] names = ["sequence", .. fields.Select(field => Words.Printable(field.Name) + (field.Count is { } count ? $"[{count}]" : ""))];
        foreach (var chunk in records.Chunk(ChunkRecords))
        {
            var rows = chunk.Select(record => (string[])[record.Sequence.ToString(), .. fields.Select(field => field.Text(record.Record))]).ToList();
            var widths = names.Select((name, column) => Math.Max(name.Length, rows.Max(row => row[column].Length))).ToArray();
            if (widths.Sum() + Gap.Length * (widths.Length - 1) <= output.Columns)
            {
                output.Line(Row(names, widths));
                rows.ForEach(row => output.Line(Row(row, widths)));
            }
            else
            {
                rows.ForEach(row => Block(names, row, output));
            }
        }
    }

    private static string Row(string[] cells, int[] widths) => string.Join(Gap, cells.Select((cell, column) => cell.PadLeft(widths[column])));

    private static void Block(string[] names, string[] cells, Output output)
    {
        var width = names.Skip(1).Select(name => name.Length).DefaultIfEmpty(0).Max();
        output.Line($"sequence {cells[0]}");
        for (var i = 1; i < names.Length; i++)
            output.Line($"  {names[i].PadRight(width)}  {cells[i]}");
    }
}
