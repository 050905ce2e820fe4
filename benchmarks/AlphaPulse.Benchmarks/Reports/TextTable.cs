namespace AlphaPulse.Benchmarks.Reports;

/// <summary>A plain table: first column left, the others right-aligned.</summary>
internal sealed class TextTable(params string[] header)
{
    private const string Gap = "   ";

    private readonly List<string[]> _rows = [header];

    internal void Add(params string[] row) => _rows.Add(row);

    internal void Print()
    {
        var widths = new int[header.Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < widths.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        foreach (var row in _rows)
            Console.WriteLine(string.Join(Gap, row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
    }
}
