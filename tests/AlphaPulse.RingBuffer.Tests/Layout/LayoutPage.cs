using System.Globalization;

namespace AlphaPulse.RingBuffer.Tests.Layout;

/// <summary>The tables of LAYOUT.md.</summary>
internal static class LayoutPage
{
    internal readonly record struct Row(string Field, long Offset, long Bytes);

    /// <summary>Rows of the table below a heading.</summary>
    internal static List<Row> Table(string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "ringbuffer", "AlphaPulse.RingBuffer", "Layout", "LAYOUT.md"));
        var at = Array.IndexOf(lines, "## " + heading);
        Assert.True(at >= 0, $"no heading '{heading}'");
        return
        [
            .. lines.Skip(at + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
                .Where(l => l.StartsWith("| 0x", StringComparison.Ordinal))
                .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
                .Select(c => new Row(c[3], long.Parse(c[1].AsSpan(2), NumberStyles.HexNumber), long.Parse(c[2]))),
        ];
    }

    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "AlphaPulse.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("not inside the repository");
    }
}
