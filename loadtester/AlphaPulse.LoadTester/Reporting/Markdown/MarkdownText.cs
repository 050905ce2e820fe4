using System.Text;

namespace AlphaPulse.LoadTester.Reporting.Markdown;

/// <summary>Text that a Markdown reader shows as it is, and tables of it.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|#~";

    /// <summary>On one line, with everything escaped that would be markup.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Special.Contains(character, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(char.IsControl(character) ? ' ' : character);
        }

        return plain.ToString();
    }

    /// <summary>Begins a table; its first column is text, the others are figures.</summary>
    public static void Header(StringBuilder text, params IReadOnlyList<string> cells)
    {
        text.Append('\n');
        Cells(text, cells.Select(Plain));
        Cells(text, cells.Select((_, index) => index == 0 ? "---" : "---:"));
    }

    /// <summary>One more row. Bold cells of our own stay bold.</summary>
    public static void Row(StringBuilder text, params IReadOnlyList<string> cells) =>
        Cells(text, cells.Select(cell => cell.StartsWith("**", StringComparison.Ordinal) ? cell : Plain(cell)));

    private static void Cells(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
