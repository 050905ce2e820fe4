using System.Text.Json;
using AlphaPulse.LoadTester.Chaos;
using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Suites;
using AlphaPulse.LoadTester.Tests.Comparing;

namespace AlphaPulse.LoadTester.Tests.Results;

/// <summary>docs/files.md names the fields that the programs write into their other JSON files, all and no others.</summary>
public sealed class FilesDocumentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Document_FieldsOfRecords_AreAllExplainedAndNoOthers()
    {
        AssertSection("doctor", ModelFields.Paths(typeof(DoctorReport)));
        AssertSection("chaos", ModelFields.Paths(typeof(ChaosReport)));
        AssertSection("segment", ModelFields.Paths(typeof(SegmentHeader)));
        AssertSection("line", ModelFields.Paths(typeof(LogLine)));
        AssertSection("checkpoint", ModelFields.Paths(typeof(Checkpoint)));
        AssertSection("suite", ModelFields.Paths(typeof(SuiteReport)));
    }

    [Fact]
    public void Document_FieldsOfAComparison_AreAllExplainedAndNoOthers()
    {
        var file = Path.Combine(_directory.Path, "comparison.json");
        var (a, b) = (SavedRuns.Save(Path.Combine(_directory.Path, "a"), 6, seed: 1), SavedRuns.Save(Path.Combine(_directory.Path, "b"), 6, seed: 2));
        var run = CommandRun.Of("compare", a, b, "--json-output", file);

        Assert.True(File.Exists(file), run.Error);
        AssertSection("comparison", Written(File.ReadAllText(file)));
    }

    [Fact]
    public void Document_FieldsOfABaselineAndAHistory_AreAllExplainedAndNoOthers()
    {
        var (store, history) = (Path.Combine(_directory.Path, "store"), Path.Combine(_directory.Path, "history.jsonl"));
        string[] runs = [.. Directory.GetFiles(SavedRuns.Save(Path.Combine(_directory.Path, "runs"), 5, seed: 1)).Order()];
        var run = CommandRun.Of(["baseline", "save", "main", .. runs, "--dir", store, "--history", history]);

        Assert.True(File.Exists(history), run.Error);
        AssertSection("baseline", Written(File.ReadAllText(Directory.GetFiles(store, "*.json").Single()), "load", "thresholds"));
        AssertSection("history", Written(File.ReadAllLines(history)[0], "ci"));
    }

    [Fact]
    public void Written_AnObject_GivesItsPaths()
    {
        Assert.Equal(["a", "b", "b[].c", "metrics", "metrics.*.mean", "open"], Written("""{ "a": 1, "b": [{ "c": [1, 2] }, { "c": [] }], "metrics": { "x": { "mean": 1 }, "y": { "mean": 2 } }, "open": { "z": 1 } }""", "open"));
    }

    public void Dispose() => _directory.Dispose();

    private static void AssertSection(string section, IEnumerable<string> written) => DocumentedFields.AssertSame(
        written.Select(path => $"{section}: {path}"),
        DocumentedFields.In(DocumentedFields.Page("files.md")).Where(field => field.StartsWith(section + ": ", StringComparison.Ordinal)),
        "the program writes",
        "docs/files.md explains");

    /// <param name="json">What was written.</param>
    /// <param name="open">Fields whose own are not looked at: they are another section's, or names that a user gave.</param>
    private static IEnumerable<string> Written(string json, params string[] open) => Walk(JsonDocument.Parse(json).RootElement, "", open).Distinct();

    private static IEnumerable<string> Walk(JsonElement element, string prefix, string[] open)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(item => Walk(item, prefix + "[]", open));
        if (element.ValueKind != JsonValueKind.Object || open.Contains(prefix))
            return [];
        return element.EnumerateObject().SelectMany(property =>
        {
            // The fields of an object of metrics are named by the metrics.
            if (prefix == "metrics")
                return Walk(property.Value, "metrics.*", open);
            var path = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            return Walk(property.Value, path, open).Prepend(path);
        });
    }
}
