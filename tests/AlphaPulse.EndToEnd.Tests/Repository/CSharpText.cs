namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>C# source with the text of comments, strings and characters blanked, so that a rule about code sees code only.</summary>
internal static class CSharpText
{
    /// <summary>Same length and line breaks as <paramref name="source"/>; blanked characters are spaces.</summary>
    public static string CodeOnly(string source)
    {
        var code = source.ToCharArray();
        for (var at = 0; at < code.Length;)
        {
            var end = EndOfText(source, at);
            for (var i = at; i < end; i++)
            {
                if (code[i] is not ('\n' or '\r'))
                    code[i] = ' ';
            }
            at = Math.Max(end, at + 1);
        }
        return new string(code);
    }

    /// <summary>Where the comment or literal that starts at <paramref name="at"/> ends; <paramref name="at"/> itself if none starts there.</summary>
    private static int EndOfText(string source, int at)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("//"))
            return EndAt(source, source.IndexOf('\n', at));
        if (rest.StartsWith("/*"))
            return EndAt(source, source.IndexOf("*/", at, StringComparison.Ordinal) + 2);
        if (rest.StartsWith("\"\"\""))
            return EndOfRaw(source, at);
        if (rest[0] == '"')
            return EndOfString(source, at, verbatim: IsVerbatim(source, at));
        if (rest[0] == '\'')
            return EndOfCharacter(source, at);
        return at;
    }

    private static int EndAt(string source, int end) => end < 2 ? source.Length : end;

    private static bool IsVerbatim(string source, int quote) =>
        (quote > 0 && source[quote - 1] == '@') || (quote > 1 && source[quote - 1] == '$' && source[quote - 2] == '@');

    private static int EndOfRaw(string source, int at)
    {
        var quotes = 0;
        while (at + quotes < source.Length && source[at + quotes] == '"')
            quotes++;
        var end = source.IndexOf(new string('"', quotes), at + quotes, StringComparison.Ordinal);
        return end < 0 ? source.Length : end + quotes;
    }

    private static int EndOfString(string source, int at, bool verbatim)
    {
        for (var i = at + 1; i < source.Length; i++)
        {
            if (!verbatim && source[i] == '\\')
                i++;
            else if (source[i] == '"' && verbatim && i + 1 < source.Length && source[i + 1] == '"')
                i++;
            else if (source[i] == '"')
                return i + 1;
            else if (!verbatim && source[i] == '\n')
                return i; // never swallow more than the line, whatever an interpolation did
        }
        return source.Length;
    }

    private static int EndOfCharacter(string source, int at)
    {
        var end = source.IndexOf('\'', at + (at + 1 < source.Length && source[at + 1] == '\\' ? 3 : 2));
        return end < 0 || end - at > 10 ? at : end + 1;
    }
}
