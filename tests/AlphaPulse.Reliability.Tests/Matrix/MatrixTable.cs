using System.Globalization;
using System.Text;
using AlphaPulse.Reliability.Tests.Cast;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>The matrix as the table of docs/reliability.md: written by a run, compared by the next one.</summary>
internal static class MatrixTable
{
    internal const string Passed = "✓";
    internal const string Failed = "✗";
    private const string TableBegin = "<!-- kill matrix: begin -->\n";
    private const string TableEnd = "<!-- kill matrix: end -->";
    private const string TimesBegin = "<!-- kill matrix, times: begin -->\n";
    private const string TimesEnd = "<!-- kill matrix, times: end -->";

    /// <summary>The part that two runs have in common.</summary>
    internal static string Of(IReadOnlyList<Cell> cells)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{cells.Count} cells: {cells.Count(cell => cell.HasPassed)} passed, {cells.Count(cell => !cell.HasPassed)} failed.\n\n");
        text.Append("| protocol | stopped at | SIGKILL | SIGSTOP, then SIGCONT | SIGKILL while another is paused |\n|---|---|---|---|---|\n");
        foreach (var row in cells.GroupBy(cell => (cell.Protocol, cell.Step)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Key.Protocol} | {row.Key.Step} ");
            foreach (var action in Enum.GetValues<KillAction>())
                text.Append("| ").AppendJoin(", ", row.Where(cell => cell.Action == action).Select(cell => $"{cell.Other.Name()} {(cell.HasPassed ? Passed : Failed)}")).Append(' ');
            text.Append("|\n");
        }

        return text.ToString();
    }

    /// <summary>The part that is another one each time.</summary>
    internal static string TimesOf(IReadOnlyList<Cell> cells, TimeSpan elapsed, int processes, int repeated)
    {
        var times = Times(cells, cell => cell.GoOnMs);
        if (times.Count == 0)
            return "Nothing was measured.\n";
        var sinceSignal = Times(cells, cell => cell.SinceSignalMs);
        return $"From the death to the survivors' next progress, {times.Count} times: median {At(times, 0.5)} ms, 90th percentile {At(times, 0.9)} ms, "
            + $"99th {At(times, 0.99)} ms, longest {At(times, 1)} ms; from the signal, with the kernel's own part: median {At(sinceSignal, 0.5)} ms, 99th percentile "
            + $"{At(sinceSignal, 0.99)} ms. Constellations played again because a survivor was late: {repeated}. {processes} processes, {elapsed.TotalSeconds:F0} s.\n";
    }

    internal static string In(string page) => Between(page, TableBegin, TableEnd);

    internal static string Replaced(string page, string table, string times) =>
        page.Replace(TableBegin + In(page) + TableEnd, TableBegin + table + TableEnd, StringComparison.Ordinal)
            .Replace(TimesBegin + Between(page, TimesBegin, TimesEnd) + TimesEnd, TimesBegin + times + TimesEnd, StringComparison.Ordinal);

    /// <summary>0 if nothing was measured.</summary>
    internal static double MedianMs(IReadOnlyList<Cell> cells) => Times(cells, cell => cell.GoOnMs) is { Count: > 0 } times ? times[times.Count / 2] : 0;

    private static List<double> Times(IReadOnlyList<Cell> cells, Func<Cell, double?> time) => [.. cells.Select(time).OfType<double>().Order()];

    private static string At(List<double> sorted, double q) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * q)].ToString("F1", CultureInfo.InvariantCulture);

    private static string Between(string page, string begin, string end)
    {
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"the page lacks the lines {begin.Trim()} and {end}");
        return page[(from + begin.Length)..to];
    }
}
