using System.Globalization;
using System.Text;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>Numbers and names as people read them.</summary>
internal static class Words
{
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Rate(double? value) => value is { } rate ? rate.ToString("#,0", CultureInfo.InvariantCulture) : "-";

    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} %");

    /// <summary>Two units at most.</summary>
    public static string Span(double seconds) => seconds switch
    {
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.0} ms"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 3600 => $"{(long)seconds / 60}m{(long)seconds % 60:00}s",
        < 86_400 => $"{(long)seconds / 3600}h{(long)seconds / 60 % 60:00}m",
        _ => $"{(long)seconds / 86_400}d{(long)seconds / 3600 % 24:00}h",
    };

    /// <summary>The last complete snapshot of a ring, and what was asked of its writer.</summary>
    public static string Snapshot(long? keyframe, bool isIntact, uint requests) =>
        $"{(keyframe is { } from ? $"last from {Count(from)} on, {(isIntact ? "intact" : "overwritten")}" : "none is marked")}; asked for {Count(requests)} times";

    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>
    /// Text that a stranger wrote (a reader's name, a field's name), fit for a terminal: what would move the cursor, change colours or
    /// turn the direction of writing is a question mark.
    /// </summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isHidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
            printable.Append(isHidden ? "?" : rune.ToString());
        }

        return printable.ToString();
    }
}
