using System.Text.RegularExpressions;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Finds test methods in source texts, by their full names; those that are switched off are not found.</summary>
internal static partial class TestMethods
{
    public static IReadOnlySet<string> OfTheRepository() => RepositoryFiles.CSharp
        .Where(path => path.StartsWith("tests/", StringComparison.Ordinal))
        .SelectMany(path => In(RepositoryFiles.Read(path)))
        .ToHashSet();

    public static IEnumerable<string> In(string text)
    {
        var code = CSharpText.CodeOnly(text);
        var (scope, type) = (Namespace().Match(code), Class().Match(code));
        return scope.Success && type.Success
            ? Test().Matches(code).Where(test => !test.Groups["arguments"].Value.Contains("Skip", StringComparison.Ordinal)).Select(test => $"{scope.Groups[1].Value}.{type.Groups[1].Value}.{test.Groups["name"].Value}")
            : [];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:\w+ )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"^    \[(?:Fact|Theory)(?<arguments>[^\]]*)\]\n(?:    \[.*\n)*    public (?:\w+ )*(?:void|Task) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
