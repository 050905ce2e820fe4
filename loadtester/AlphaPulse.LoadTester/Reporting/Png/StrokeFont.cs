using System.Globalization;

namespace AlphaPulse.LoadTester.Reporting.Png;

/// <summary>
/// A font of strokes, for the labels of pictures: no font file, no library. Capitals and digits are 12 high, small letters 8,
/// descenders reach to −4.
/// </summary>
internal static class StrokeFont
{
    public const int CapitalHeight = 12;
    public const int Spacing = 3;
    private const int SpaceWidth = 4;

    // Strokes are separated by |, their points by blanks.
    private static readonly Dictionary<char, StrokeGlyph> s_glyphs = new()
    {
        ['0'] = Glyph("2,0 5,0 7,3 7,9 5,12 2,12 0,9 0,3 2,0"),
        ['1'] = Glyph("1,9 4,12 4,0|1,0 7,0"),
        ['2'] = Glyph("0,9 0,10 2,12 5,12 7,10 7,8 0,0 7,0"),
        ['3'] = Glyph("0,12 7,12 3,7 5,7 7,5 7,2 5,0 2,0 0,2"),
        ['4'] = Glyph("5,0 5,12 0,4 7,4"),
        ['5'] = Glyph("7,12 1,12 0,7 4,8 6,7 7,5 7,3 5,0 2,0 0,2"),
        ['6'] = Glyph("6,12 3,11 0,6 0,2 2,0 5,0 7,2 7,5 5,7 2,7 0,5"),
        ['7'] = Glyph("0,12 7,12 3,0"),
        ['8'] = Glyph("2,7 0,9 0,10 2,12 5,12 7,10 7,9 5,7 2,7 0,5 0,2 2,0 5,0 7,2 7,5 5,7"),
        ['9'] = Glyph("1,0 4,1 7,6 7,10 5,12 2,12 0,10 0,7 2,5 5,5 7,7"),
        ['A'] = Glyph("0,0 4,12 8,0|1,4 7,4"),
        ['B'] = Glyph("0,0 0,12 5,12 7,10 7,8 5,7 0,7|5,7 7,5 7,2 5,0 0,0"),
        ['C'] = Glyph("8,10 6,12 3,12 0,9 0,3 3,0 6,0 8,2"),
        ['D'] = Glyph("0,0 0,12 4,12 7,9 7,3 4,0 0,0"),
        ['E'] = Glyph("7,12 0,12 0,0 7,0|0,6 5,6"),
        ['F'] = Glyph("7,12 0,12 0,0|0,6 5,6"),
        ['G'] = Glyph("8,10 6,12 3,12 0,9 0,3 3,0 6,0 8,3 8,5 5,5"),
        ['H'] = Glyph("0,0 0,12|8,0 8,12|0,6 8,6"),
        ['I'] = Glyph("1,0 1,12"),
        ['J'] = Glyph("5,12 5,3 3,0 2,0 0,2"),
        ['K'] = Glyph("0,0 0,12|7,12 0,5|3,7 7,0"),
        ['L'] = Glyph("0,12 0,0 6,0"),
        ['M'] = Glyph("0,0 0,12 4,4 8,12 8,0"),
        ['N'] = Glyph("0,0 0,12 8,0 8,12"),
        ['O'] = Glyph("3,0 0,3 0,9 3,12 5,12 8,9 8,3 5,0 3,0"),
        ['P'] = Glyph("0,0 0,12 5,12 7,10 7,7 5,6 0,6"),
        ['Q'] = Glyph("3,0 0,3 0,9 3,12 5,12 8,9 8,3 5,0 3,0|5,3 8,-1"),
        ['R'] = Glyph("0,0 0,12 5,12 7,10 7,7 5,6 0,6|4,6 7,0"),
        ['S'] = Glyph("7,10 5,12 2,12 0,10 0,8 2,7 5,5 7,4 7,2 5,0 2,0 0,2"),
        ['T'] = Glyph("0,12 8,12|4,12 4,0"),
        ['U'] = Glyph("0,12 0,3 3,0 5,0 8,3 8,12"),
        ['V'] = Glyph("0,12 4,0 8,12"),
        ['W'] = Glyph("0,12 2,0 5,9 8,0 10,12"),
        ['X'] = Glyph("0,12 8,0|8,12 0,0"),
        ['Y'] = Glyph("0,12 4,6 8,12|4,6 4,0"),
        ['Z'] = Glyph("0,12 8,12 0,0 8,0"),
        ['a'] = Glyph("6,8 6,0|6,6 4,8 2,8 0,6 0,2 2,0 4,0 6,2"),
        ['b'] = Glyph("0,12 0,0|0,2 2,0 4,0 6,2 6,6 4,8 2,8 0,6"),
        ['c'] = Glyph("6,7 4,8 2,8 0,6 0,2 2,0 4,0 6,1"),
        ['d'] = Glyph("6,12 6,0|6,2 4,0 2,0 0,2 0,6 2,8 4,8 6,6"),
        ['e'] = Glyph("0,4 6,4 6,6 4,8 2,8 0,6 0,2 2,0 4,0 6,1"),
        ['f'] = Glyph("5,12 3,12 2,10 2,0|0,8 4,8"),
        ['g'] = Glyph("6,8 6,-2 4,-4 2,-4 0,-3|6,6 4,8 2,8 0,6 0,2 2,0 4,0 6,2"),
        ['h'] = Glyph("0,12 0,0|0,6 2,8 4,8 6,6 6,0"),
        ['i'] = Glyph("1,8 1,0|1,11 1,12"),
        ['j'] = Glyph("3,8 3,-2 2,-4 0,-4|3,11 3,12"),
        ['k'] = Glyph("0,12 0,0|5,8 0,3|2,5 6,0"),
        ['l'] = Glyph("1,12 1,2 2,0"),
        ['m'] = Glyph("0,8 0,0|0,6 2,8 3,8 5,6 5,0|5,6 7,8 8,8 10,6 10,0"),
        ['n'] = Glyph("0,8 0,0|0,6 2,8 4,8 6,6 6,0"),
        ['o'] = Glyph("2,8 0,6 0,2 2,0 4,0 6,2 6,6 4,8 2,8"),
        ['p'] = Glyph("0,8 0,-4|0,6 2,8 4,8 6,6 6,2 4,0 2,0 0,2"),
        ['q'] = Glyph("6,8 6,-4|6,6 4,8 2,8 0,6 0,2 2,0 4,0 6,2"),
        ['r'] = Glyph("0,8 0,0|0,5 2,8 4,8"),
        ['s'] = Glyph("6,7 4,8 2,8 0,7 0,6 1,5 5,3 6,2 6,1 4,0 2,0 0,1"),
        ['t'] = Glyph("2,12 2,2 3,0 5,0|0,8 4,8"),
        ['u'] = Glyph("0,8 0,2 2,0 4,0 6,2|6,8 6,0"),
        ['v'] = Glyph("0,8 3,0 6,8"),
        ['w'] = Glyph("0,8 2,0 4,7 6,0 8,8"),
        ['x'] = Glyph("0,8 6,0|6,8 0,0"),
        ['y'] = Glyph("0,8 3,0|6,8 3,0 2,-3 0,-4"),
        ['z'] = Glyph("0,8 6,8 0,0 6,0"),
        ['µ'] = Glyph("0,8 0,-4|0,2 2,0 4,0 6,2|6,8 6,0"),
        ['.'] = Glyph("1,0 1,1"),
        [','] = Glyph("1,1 0,-2"),
        [':'] = Glyph("1,0 1,1|1,7 1,8"),
        ['-'] = Glyph("0,5 5,5"),
        ['+'] = Glyph("3,2 3,8|0,5 6,5"),
        ['×'] = Glyph("0,2 5,7|0,7 5,2"),
        ['/'] = Glyph("0,-1 5,13"),
        ['%'] = Glyph("0,0 8,12|1,12 0,11 0,9 1,8 2,9 2,11 1,12|7,4 6,3 6,1 7,0 8,1 8,3 7,4"),
        ['('] = Glyph("3,14 1,10 0,6 1,2 3,-2"),
        [')'] = Glyph("0,14 2,10 3,6 2,2 0,-2"),
        ['='] = Glyph("0,4 6,4|0,8 6,8"),
        ['<'] = Glyph("6,10 0,6 6,2"),
        ['>'] = Glyph("0,10 6,6 0,2"),
        ['_'] = Glyph("0,-2 7,-2"),
        [' '] = new StrokeGlyph(SpaceWidth, []),
    };

    private static readonly StrokeGlyph s_unknown = Glyph("0,0 6,0 6,12 0,12 0,0");

    public static StrokeGlyph Of(char character) => s_glyphs.GetValueOrDefault(character, s_unknown);

    public static bool Has(char character) => s_glyphs.ContainsKey(character);

    /// <summary>In the glyphs' own units.</summary>
    public static double WidthOf(string text) => text.Length == 0 ? 0 : text.Sum(character => Of(character).Width + Spacing) - Spacing;

    private static StrokeGlyph Glyph(string text)
    {
        var strokes = text.Split('|').Select(stroke => stroke.Split(' ').Select(Point).ToArray()).ToArray();
        return new StrokeGlyph(strokes.Max(stroke => stroke.Max(point => point.X)), strokes);
    }

    private static (int X, int Y) Point(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (int.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }
}
