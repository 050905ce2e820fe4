using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>Code, schema and docs/results.md name the same fields.</summary>
public sealed class ResultsDocumentTests
{
    private static readonly SchemaFields s_schema = new(JsonDocument.Parse(DocumentedFields.Page("results.schema.json")).RootElement);

    [Fact]
    public void Schema_FieldsOfTheCode_AreAllThereAndNoOthers() =>
        DocumentedFields.AssertSame(ModelFields.Paths(typeof(RunResults)), s_schema.Paths(), "the code writes", "docs/results.schema.json has");

    [Fact]
    public void Document_FieldsOfTheSchema_AreAllExplainedAndNoOthers() =>
        DocumentedFields.AssertSame(s_schema.Sections(), DocumentedFields.In(DocumentedFields.Page("results.md")), "docs/results.schema.json has", "docs/results.md explains");

    [Fact]
    public void In_Tables_AreReadBySection()
    {
        const string text = "## `results`\n| field | meaning |\n|---|---|\n| `a` | what |\n| `b[].c` | which |\n## `other`\n| `d` | when |\n| `e` |  |\ntext | `f` | no row |\n";

        Assert.Equal(["results: a", "results: b[].c", "other: d"], DocumentedFields.In(text));
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
}
