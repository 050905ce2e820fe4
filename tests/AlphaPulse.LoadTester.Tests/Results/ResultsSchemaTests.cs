using System.Text.Json;
using System.Text.Json.Nodes;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Results;

public sealed class ResultsSchemaTests
{
    private static readonly JsonSchemaValidator s_schema =
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "results.schema.json"))).RootElement);

    [Fact]
    public void Schema_ResultsOfTheProduct_Conform()
    {
        Assert.Empty(Faults(SampleResults.Judged()));
        Assert.Empty(Faults(SampleResults.Judged() with { Breakpoint = SampleResults.Breakpoint(), Spacing = new SpacingResults { Intervals = 5, SentKsDistance = 0.25 } }));
        Assert.Empty(Faults(new RunResults { Environment = new RunEnvironment { Cores = 1 } }));
        Assert.Empty(Faults(SampleResults.Judged() with { Recovery = new RecoveryResults { ThresholdNs = 5 }, Config = new RunConfig { Replay = new ReplayConfig { Format = "lobster" } } }));
    }

    [Theory]
    [InlineData("schema", "\"alphapulse.results/2\"")]
    [InlineData("status", "\"fine\"")]
    [InlineData("exit_code", "3")]
    [InlineData("reasons", "[1]")]
    [InlineData("duration_secs", "-1")]
    [InlineData("config.exchanges", "\"3\"")]
    [InlineData("latency.write.p99_ns", "1.5")]
    [InlineData("latency.write.p99_ns", null)]
    [InlineData("latency.write.p98_ns", "1")]
    [InlineData("latency.delivery", null)]
    [InlineData("resources.processes", "[{}]")]
    [InlineData("ci.write_p99_9_ns", null)]
    public void Schema_DoctoredResults_DoNotConform(string path, string? value)
    {
        var root = JsonNode.Parse(ResultsJson.ToText(SampleResults.Judged()))!;
        var names = path.Split('.');
        var parent = root;
        foreach (var name in names[..^1])
            parent = parent![name];
        parent!.AsObject().Remove(names[^1]);
        if (value is not null)
            parent.AsObject().Add(names[^1], JsonNode.Parse(value));

        Assert.NotEmpty(s_schema.Faults(JsonSerializer.SerializeToElement(root)));
    }

    [Fact]
    public void Results_WrittenAndReadAgain_AreTheSame()
    {
        var text = ResultsJson.ToText(SampleResults.Judged());

        Assert.Equal(text, ResultsJson.ToText(ResultsJson.FromText(text)));
    }

    private static IReadOnlyList<string> Faults(RunResults results) => s_schema.Faults(ResultsJson.ToElement(results));
}
