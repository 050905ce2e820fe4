using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void ProfileFile_WithOptionsAndObjectives_IsRead()
    {
        var (settings, faults) = Read("""
            name: five
            description: five exchanges
            exchanges: 5
            trades-per-second: 50k
            orderbook_updates_per_second: 25000   # either spelling
            pattern: ramp:1k,50k,10s
            duration-secs: 30
            objectives:
              write_p99_ns: 2_000
              delivery-p99-ns: 50000
            """);

        Assert.Empty(faults);
        Assert.Equal(("five", 5, 50_000, 25_000, 30), (settings.Profile, settings.Exchanges, settings.TradesPerSecond, settings.BookUpdatesPerSecond, settings.DurationSecs));
        Assert.Equal("ramp:1000,50000,10s", settings.Pattern.ToString());
        Assert.Equal(2_000, settings.Objectives.Single(objective => objective.Metric == Metrics.WriteP99).Limit);
        Assert.Equal(50_000, settings.Objectives.Single(objective => objective.Metric == Metrics.DeliveryP99).Limit);
        Assert.Equal(500, settings.Objectives.Single(objective => objective.Metric == Metrics.WriteP50).Limit);
    }

    [Theory]
    [InlineData("pattern: burst:10k,100k,5s~poisson", "burst:10000,100000,5s,20s~poisson")]
    [InlineData("pattern:\n  sine: [10k, 5k, 10s]\n  spike: 0, 50k, 100ms, 5s\n  spacing: hawkes:0.7,1ms", "sine:10000,5000,10s+spike:0,50000,100ms,5s~hawkes:0.7,1ms")]
    [InlineData("pattern:\n  - ramp: [0, 50k, 5s]\n    for: 5s\n  - constant:", "ramp:0,50000,5s@5s/constant")]
    [InlineData("pattern:\n  poisson:", "poisson")]
    public void Pattern_InAProfile_IsATextOrAMapOrAList(string yaml, string expected)
    {
        var (settings, faults) = Read(yaml);

        Assert.Empty(faults);
        Assert.Equal(expected, settings.Pattern.ToString());
    }

    [Theory]
    [InlineData("pattern: [burst, 5]", ":1: 'pattern' needs a text, for example burst:10k,100k,5s, a map of shapes, or a list of such maps")]
    [InlineData("exchnges: 5", ":1: 'exchnges' is not a key of a profile (did you mean 'exchanges'?)")]
    [InlineData("exchanges: 500", ": exchanges: '500' is out of range, allowed: 1 to 64 exchanges")]
    [InlineData("exchanges: [1]", ":1: 'exchanges' needs a single value")]
    [InlineData("json-output: x", ":1: 'json-output' is not a key of a profile")]
    [InlineData("objectives:\n  write_p98_ns: 1", ":2: 'write_p98_ns' is not a metric (did you mean 'write_p90_ns'?)")]
    [InlineData("objectives:\n  write_p99_ns: fast", ":2: 'write_p99_ns': 'fast' is not a limit, allowed: a number of at least 0 in ns")]
    [InlineData("objectives: 5", ":1: 'objectives' needs lines of 'metric: limit', for example 'write_p99_ns: 1000'")]
    [InlineData("just text", ": is not a profile file: expected 'key: value' lines, for example 'exchanges: 5'")]
    [InlineData("", ": is not a profile file: expected 'key: value' lines, for example 'exchanges: 5'")]
    public void ProfileFile_Faulty_NamesFileLineAndKey(string yaml, string expected)
    {
        var (_, faults) = Read(yaml);

        Assert.Equal([Path.Combine(_directory.Path, "p.yaml") + expected], faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("exchanges: 5\nexchanges: 6")]
    [InlineData("exchanges: [")]
    [InlineData("\tx: 1")]
    public void ProfileFile_NotYaml_IsOneFault(string yaml)
    {
        var (_, faults) = Read(yaml);

        Assert.StartsWith(Path.Combine(_directory.Path, "p.yaml") + ":", Assert.Single(faults).ToString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    public void ProfileFile_NestedDeeply_IsOneFault(string open, string close)
    {
        var (_, faults) = Read(string.Concat(Enumerable.Repeat(open, 100_000)) + string.Concat(Enumerable.Repeat(close, 100_000)));

        Assert.Contains("nested more than 32 levels deep", Assert.Single(faults).ToString());
    }

    [Fact]
    public void Profile_BurstShortened_HasLengthsThatCanBeRead()
    {
        var settings = LoadTestSettingsReader.Read(new LoadTestOptions { Profile = "burst", DurationSecs = "10" }, new FaultList());

        Assert.EndsWith(",1667ms,10s", settings.Pattern.ToString());
    }

    [Fact]
    public void ProfileFile_WithAnAlias_IsOneFault()
    {
        var (_, faults) = Read("objectives: &all [*all]");

        Assert.EndsWith(":1: '*all': aliases are not allowed in a profile", Assert.Single(faults).ToString());
    }

    public void Dispose() => _directory.Dispose();

    private (LoadTestSettings Settings, IReadOnlyList<Fault> Faults) Read(string yaml)
    {
        var faults = new FaultList();
        var options = new LoadTestOptions { ProfileFile = _directory.Write("p.yaml", yaml) };
        return (LoadTestSettingsReader.Read(options, faults), faults.All);
    }
}
