using System.Text.Json;
using AlphaPulse.EndToEnd.Tests.Repository;
using AlphaPulse.LoadTester.Tests.Results;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A results file that a real run has written: it conforms to the schema, and its counting closes.</summary>
internal sealed class ResultsFile
{
    private readonly JsonElement _root;

    private ResultsFile(JsonElement root) => _root = root;

    public string Status => Text("status");

    public string Reasons => string.Join("; ", At("reasons").EnumerateArray().Select(reason => reason.GetString()));

    public static ResultsFile Read(string path)
    {
        Assert.True(File.Exists(path), $"no results were written to {path}");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        using var schema = JsonDocument.Parse(RepositoryFiles.Read("docs/results.schema.json"));
        Assert.Empty(new JsonSchemaValidator(schema.RootElement).Faults(document.RootElement));
        return new ResultsFile(document.RootElement.Clone());
    }

    public string Text(string path) => At(path).GetString()!;

    public long Whole(string path) => At(path).GetInt64();

    public JsonElement At(string path)
    {
        var element = _root;
        foreach (var name in path.Split('.'))
            element = element.GetProperty(name);
        return element;
    }

    /// <summary>What holds for every run, however it ended and however busy the machine was.</summary>
    public void ExpectCountsClose()
    {
        ExpectEventsClose();
        Assert.Equal(Whole("throughput.total_trades") + Whole("throughput.total_orderbook_updates"), Whole("latency.write.count"));
        Assert.Equal(Whole("latency.write.count"), Whole("latency.response.count"));
    }

    /// <summary>The same for a run of which a session was killed: of that the last interval tells, whose counters and histograms were read one after the other.</summary>
    public void ExpectEventsClose()
    {
        Assert.Equal(Whole("counts.offered"), Whole("counts.written") + Whole("counts.refused"));
        Assert.Equal(Whole("counts.written"), Whole("counts.delivered") + Whole("counts.lost") + Whole("counts.in_ring"));
        Assert.Equal(0, Whole("counts.lost"));
        Assert.Equal(0, Whole("errors.sequence_gaps"));
        Assert.Equal(0, Whole("errors.duplicates"));
        Assert.Equal(0, Whole("errors.handler_errors"));
        Assert.Equal(0, Whole("books.mismatched"));
    }

    public override string ToString() => $"status {Status}: {Reasons}";
}
