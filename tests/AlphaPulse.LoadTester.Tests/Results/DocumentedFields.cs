using System.Text.RegularExpressions;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>The fields that a page of docs/ explains in its tables, as <c>section: field</c>; a field without a meaning is none.</summary>
internal static partial class DocumentedFields
{
    public static IEnumerable<string> In(string markdown)
    {
        var section = "";
        foreach (var line in markdown.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
                section = heading.Groups[1].Value;
            else if (Row().Match(line) is { Success: true } row)
                yield return $"{section}: {row.Groups[1].Value}";
        }
    }

    public static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    /// <summary>Fails with what only one side has.</summary>
    public static void AssertSame(IEnumerable<string> one, IEnumerable<string> other, string first, string second)
    {
        var (left, right) = (one.ToHashSet(), other.ToHashSet());
        Assert.NotEmpty(left);
        var faults = left.Except(right).Select(field => $"{first} '{field}', {second} not").Concat(right.Except(left).Select(field => $"{second} '{field}', {first} not"));
        Assert.True(left.SetEquals(right), string.Join('\n', faults));
    }

    [GeneratedRegex("^## `([a-z_]+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([^`]+)` \| \S")]
    private static partial Regex Row();
}
