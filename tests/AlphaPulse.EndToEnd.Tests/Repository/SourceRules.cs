using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>What every file of the repository must keep. Each rule takes a path and a text and returns its violations, one a line.</summary>
internal static partial class SourceRules
{
    // docs: most files are under 200 lines, one near 400 asks to be looked at.
    public const int MaxLines = 400;

    private static readonly string[] s_vagueNames = ["Util", "Utils", "Helper", "Helpers", "Manager", "Common", "Misc"];

    // Written in parts, so that the rules do not find themselves.
    private static readonly Regex s_unfinished = new(@"\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X|NotImplemented" + @"Exception)\b");
    private static readonly Regex s_machinePath = new(@"(?<![\w.$}/])/(wo" + @"rk|ro" + @"ot|ho" + @"me/\w+|tmp/no" + "tes|Use" + @"rs/\w+)(/|\b(?=[\s""'`]))");
    private static readonly Regex s_registry = new(@"https?://\S*(nu" + "get|artif" + @"actory|packages\.)\S*|<packageSour" + "ces>");
    private static readonly Regex s_suppression = new(@"^\s*#\s*(reg" + @"ion|pragma\s+warning\s+dis" + "able)", RegexOptions.Multiline);

    /// <summary>All rules that apply to a file by its path.</summary>
    public static IEnumerable<string> Check(string path, string text)
    {
        var faults = LeaksNoMachine(path, text).Concat(IsFinished(path, text)).Concat(IsNotTooLong(path, text));
        if (path.EndsWith(".csproj", StringComparison.Ordinal))
            return faults.Concat(AllowsUnsafeOnlyInRing(path, text));
        if (!path.EndsWith(".cs", StringComparison.Ordinal))
            return faults;
        var code = CSharpText.CodeOnly(text);
        return faults.Concat(IsUnsafeOnlyInRing(path, code)).Concat(SuppressesNothing(path, text))
            .Concat(NamespaceEqualsFolder(path, code)).Concat(TypeIsNamedLikeFile(path, code)).Concat(NameSaysSomething(path));
    }

    public static IEnumerable<string> LeaksNoMachine(string path, string text) =>
        Find(path, text, s_machinePath, "a path of one machine").Concat(Find(path, text, s_registry, "a package registry"));

    public static IEnumerable<string> IsFinished(string path, string text) => Find(path, text, s_unfinished, "an unfinished word");

    public static IEnumerable<string> SuppressesNothing(string path, string text) =>
        Find(path, text, s_suppression, "fold nothing and silence nothing; severities belong in .editorconfig, with a reason");

    public static IEnumerable<string> IsNotTooLong(string path, string text)
    {
        var lines = text.AsSpan().TrimEnd().Count('\n') + 1;
        // Data and generated texts have no reader who would get lost in them.
        if (lines > MaxLines && Path.GetExtension(path) is ".cs" or ".sh" or ".awk")
            yield return $"{path}: {lines} lines, at most {MaxLines}";
    }

    public static IEnumerable<string> IsUnsafeOnlyInRing(string path, string code) =>
        MayBeUnsafe(path) ? [] : Find(path, code, UnsafeKeyword(), "unsafe code belongs under ringbuffer/");

    public static IEnumerable<string> AllowsUnsafeOnlyInRing(string path, string text) =>
        MayBeUnsafe(path) ? [] : Find(path, text, AllowUnsafe(), "unsafe code belongs under ringbuffer/");

    public static IEnumerable<string> NamespaceEqualsFolder(string path, string code)
    {
        var folders = Path.GetDirectoryName(path)!.Split('/');
        var project = Array.FindIndex(folders, folder => folder.StartsWith("AlphaPulse.", StringComparison.Ordinal));
        if (project < 0)
            yield break;
        var expected = string.Join('.', folders[project..]);
        var found = Namespace().Match(code);
        if (found.Success && (found.Groups["name"].Value != expected || found.Groups["end"].Value != ";"))
            yield return $"{path}:{LineOf(code, found.Index)}: the namespace must be 'namespace {expected};', like the folder";
        else if (!found.Success && TopLevelTypes(code).Any())
            yield return $"{path}: no namespace, expected 'namespace {expected};'";
    }

    /// <summary>At most one public type a file; some type of the file has the file's name (the part before the first dot).</summary>
    public static IEnumerable<string> TypeIsNamedLikeFile(string path, string code)
    {
        var types = TopLevelTypes(code).ToList();
        var name = Path.GetFileName(path).Split('.')[0];
        if (types.Count > 0 && types.TrueForAll(type => type.Name != name))
            yield return $"{path}: no type named '{name}', found {string.Join(", ", types.Select(type => type.Name))}";
        var published = types.Where(type => type.IsPublic).Select(type => type.Name).Distinct().ToList();
        if (published.Count > 1)
            yield return $"{path}: {published.Count} public types in one file: {string.Join(", ", published)}";
        else if (published.Count == 1 && published[0] != name)
            yield return $"{path}: the public type '{published[0]}' belongs in {published[0]}.cs";
    }

    public static IEnumerable<string> NameSaysSomething(string path)
    {
        foreach (var word in path.Split('/').SelectMany(part => part.Split('.')).SelectMany(part => Word().Matches(part).Select(match => match.Value)))
        {
            if (s_vagueNames.Contains(word))
                yield return $"{path}: '{word}' says nothing about what is in it";
        }
    }

    private static bool MayBeUnsafe(string path) =>
        path.StartsWith("ringbuffer/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
        || path.StartsWith("benchmarks/", StringComparison.Ordinal);

    private static IEnumerable<(string Name, bool IsPublic)> TopLevelTypes(string code) =>
        TypeAtLineStart().Matches(code).Select(match => (match.Groups["name"].Value, match.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal)));

    private static IEnumerable<string> Find(string path, string text, Regex pattern, string reason) =>
        pattern.Matches(text).Select(match => $"{path}:{LineOf(text, match.Index)}: '{match.Value.Trim()}': {reason}");

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();

    [GeneratedRegex("<AllowUnsafeBlocks>true")]
    private static partial Regex AllowUnsafe();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*(?<end>[;{]?)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    // File-scoped namespaces put top-level types, and only these, at the start of a line (the formatter sees to it).
    [GeneratedRegex(@"^(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*)(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>\[\]?.,]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeAtLineStart();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Word();
}
