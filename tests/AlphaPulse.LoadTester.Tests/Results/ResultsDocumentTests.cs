using System.Text.Json;
using System.Text.RegularExpressions;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>Code, schema and docs/results.md name the same fields.</summary>
public sealed partial class ResultsDocumentTests
{
    private static readonly SchemaFields s_schema = new(JsonDocument.Parse(Text("results.schema.json")).RootElement);

    [Fact]
    public void Schema_FieldsOfTheCode_AreAllThereAndNoOthers() =>
        AssertSame(ModelFields.Paths(typeof(RunResults)), s_schema.Paths(), "the code writes", "docs/results.schema.json has");

    [Fact]
    public void Document_FieldsOfTheSchema_AreAllExplainedAndNoOthers() =>
        AssertSame(s_schema.Sections(), Explained(Text("results.md")), "docs/results.schema.json has", "docs/results.md explains");

    [Fact]
    public void Explained_Table_IsReadBySection()
    {
        const string text = "## `results`\n| field | meaning |\n|---|---|\n| `a` | what |\n| `b[].c` | which |\n## `other`\n| `d` | when |\n| `e` |  |\ntext | `f` | no row |\n";

        Assert.Equal(["results: a", "results: b[].c", "other: d"], Explained(text));
    }

    [Fact]
    public void Paths_OfATypeAndItsSchema_AreWrittenAlike()
    {
        using var schema = JsonDocument.Parse("""
            { "properties": { "metric": {}, "rows": { "type": "array", "items": { "$ref": "#/$defs/row" } } }, "$defs": { "row": { "properties": { "min_ns": {}, "p99_9_ns": {} } } } }
            """);
        var fields = new SchemaFields(schema.RootElement);

        Assert.Equal(["metric", "rows", "rows[].min_ns", "rows[].p99_9_ns"], fields.Paths());
        Assert.Equal(["results: metric", "results: rows", "row: min_ns", "row: p99_9_ns"], fields.Sections());
        Assert.Contains("latency.write.p99_9_ns", ModelFields.Paths(typeof(RunResults)));
        Assert.Contains("phases[].latency.delivery.count", ModelFields.Paths(typeof(RunResults)));
    }

    private static void AssertSame(IEnumerable<string> one, IEnumerable<string> other, string first, string second)
    {
        var (left, right) = (one.ToHashSet(), other.ToHashSet());
        Assert.NotEmpty(left);
        var faults = left.Except(right).Select(field => $"{first} '{field}', {second} not").Concat(right.Except(left).Select(field => $"{second} '{field}', {first} not"));
        Assert.True(left.SetEquals(right), string.Join('\n', faults));
    }

    private static IEnumerable<string> Explained(string markdown)
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

    private static string Text(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    [GeneratedRegex("^## `([a-z_]+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([^`]+)` \| \S")]
    private static partial Regex Row();
}
