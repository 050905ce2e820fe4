using System.Globalization;
using System.Security;
using System.Text;

namespace AlphaPulse.LoadTester.Profiling;

/// <summary>Stacks as a picture: a row a depth, callers below, as wide as their share of the samples. One SVG file that needs no other.</summary>
internal static class FlameGraph
{
    private const int Width = 1_200;
    private const int Margin = 10;
    private const int RowHeight = 17;
    private const int TopRows = 2;

    // Narrower ones cannot be seen; they stay in their caller's width.
    private const double LeastWidth = 0.3;
    private const double WidthOfLetter = 6.6;

    public static string Of(FoldedStacks stacks, string title)
    {
        var root = FlameNode.Of(stacks);
        var rows = root.Depth;
        var height = (rows + TopRows) * RowHeight + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" font-family="monospace" font-size="11">""").Append('\n');
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{height}" fill="#fdfdf6"/>""").Append('\n');
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Margin}" y="{Margin + 11}" font-size="14">{Escape(title)}: {stacks.Samples:#,0} samples, {stacks.ManagedPercent:0.0} % managed symbols (green: managed, orange: kernel, red: native)</text>""").Append('\n');
        Draw(svg, root, Margin, height - Margin - RowHeight, (Width - (2.0 * Margin)) / root.Samples, root.Samples);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, FlameNode node, double x, int y, double widthOfSample, long all)
    {
        var width = node.Samples * widthOfSample;
        if (width < LeastWidth)
            return;
        var name = node.Name.Replace(FoldedStacks.Managed, "", StringComparison.Ordinal).Replace(FoldedStacks.Kernel, "", StringComparison.Ordinal);
        svg.Append(CultureInfo.InvariantCulture, $"""<g><title>{Escape(name)}: {node.Samples:#,0} samples, {100.0 * node.Samples / all:0.00} %</title><rect x="{x:0.00}" y="{y}" width="{width:0.00}" height="{RowHeight - 1}" fill="{Color(node.Name)}" rx="1"/>""");
        var letters = (int)((width - 4) / WidthOfLetter);
        if (letters >= 3)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x + 2:0.00}" y="{y + 12}">{Escape(name.Length <= letters ? name : name[..(letters - 2)] + "..")}</text>""");
        svg.Append("</g>\n");
        foreach (var called in node.Called)
        {
            Draw(svg, called, x, y - RowHeight, widthOfSample, all);
            x += called.Samples * widthOfSample;
        }
    }

    // Neighbours differ a little, the same frame is the same everywhere.
    private static string Color(string frame)
    {
        var shade = 0;
        foreach (var letter in frame)
            shade = ((shade * 31) + letter) % 40;
        return frame.EndsWith(FoldedStacks.Managed, StringComparison.Ordinal)
            ? $"rgb({100 + shade},{190 + shade},{100 + shade})"
            : frame.EndsWith(FoldedStacks.Kernel, StringComparison.Ordinal) ? $"rgb(235,{140 + shade},{60 + shade})" : $"rgb(230,{100 + shade},{90 + shade})";
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
