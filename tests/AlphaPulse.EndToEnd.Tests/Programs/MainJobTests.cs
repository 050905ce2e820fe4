using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The first command of the README, shortened. Times are not asserted: the machine may be busy.</summary>
[Trait("Speed", "Slow")]
public sealed class MainJobTests
{
    private const long Trades = 10 * 100_000 * 3;
    private const long BookUpdates = 10 * 5_000 * 3;

    [Fact]
    public void Run_TenVenuesForThreeSeconds_EveryEventIsAccountedFor()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", "--exchanges", "10", "--trades-per-second", "100000", "--duration-secs", "3", "--warmup-secs", "1", "--dir", sandbox.Rings, "--json-output", file);
        var results = Verdicts.ExpectVerdict(run, file);
        results.ExpectCountsClose();

        // The schedule is kept to the event, late or not: what is late is in the latencies.
        Assert.Equal((Trades, BookUpdates), (results.Whole("throughput.scheduled_trades"), results.Whole("throughput.scheduled_orderbook_updates")));
        Assert.Equal((Trades, BookUpdates), (results.Whole("throughput.total_trades"), results.Whole("throughput.total_orderbook_updates")));
        Assert.True(results.Whole("throughput.total_events") > Trades + BookUpdates, run.ToString());
        Assert.Equal(results.Whole("counts.written"), results.Whole("counts.delivered"));
        Assert.Equal(0, results.Whole("counts.refused"));
        Assert.Equal(Trades + BookUpdates, results.Whole("latency.delivery.count"));
        Assert.Equal(100, results.Whole("books.instruments"));
        Assert.True(results.Whole("books.checked") > 100, run.ToString());
        ExpectHistogramsAreWhole(results);
        ExpectProcesses(results);
        ExpectScreen(run.Output);
        ExpectCheckAgrees(sandbox, file, run.ExitCode);
        sandbox.ExpectNothingLeft(run);
    }

    [Fact]
    public void Run_BurstPattern_HasItsPhasesWithTheirRates()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", "-e", "1", "-d", "3", "--warmup-secs", "0", "--pattern", "burst:1k,5k,1s,3s", "--quiet", "--dir", sandbox.Rings, "--json-output", file);

        var phases = Verdicts.ExpectVerdict(run, file).At("phases").EnumerateArray().ToList();
        Assert.Equal(["baseline", "burst", "recovery"], phases.Select(phase => phase.GetProperty("name").GetString()));
        Assert.Equal([1_000, 5_000, 1_000], phases.Select(phase => phase.GetProperty("trades").GetInt64()));
        sandbox.ExpectNothingLeft(run);
    }

    [Theory]
    [InlineData("sine:3k,3k,500ms+spike:0,9k,100ms,700ms~poisson")]
    [InlineData("hawkes:0.8,2ms")]
    [InlineData("ramp:0,6k,1s@1s/constant:0@200ms")]
    public void Run_AnyPattern_IsSentToTheEvent(string pattern)
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var run = sandbox.Run("loadtester", "-e", "2", "-t", "3000", "-o", "1000", "-d", "2", "--warmup-secs", "1", "--pattern", pattern, "--quiet", "--dir", sandbox.Rings, "--json-output", file);

        var results = Verdicts.ExpectVerdict(run, file);
        results.ExpectCountsClose();
        Assert.Equal(results.Whole("counts.scheduled_updates"), results.Whole("counts.written_updates"));
        Assert.Equal(results.Whole("throughput.scheduled_trades"), results.Whole("throughput.total_trades"));
        Assert.True(results.Whole("throughput.total_trades") > 1_000, run.ToString());
        sandbox.ExpectNothingLeft(run);
    }

    [Fact]
    public void Run_WithTheTimesOfACapture_HasItsIntervals()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var capture = sandbox.Write("capture.csv", "34200.0,1,1,10,100,1\n34200.0,1,2,10,100,1\n34200.001,1,3,10,99,1\n34200.0012,1,4,10,98,1\n");
        var run = sandbox.Run("loadtester", "-e", "2", "-d", "2", "--warmup-secs", "0", "--pattern", $"recorded:{capture},2x", "--quiet", "--dir", sandbox.Rings, "--json-output", file);

        var results = Verdicts.ExpectVerdict(run, file);
        results.ExpectCountsClose();
        Assert.Equal(0, results.At("spacing.scheduled_ks_distance").GetDouble());
        Assert.Equal(results.Whole("counts.scheduled_updates") - 2, results.Whole("spacing.intervals"));
        sandbox.ExpectNothingLeft(run);
    }

    private static void ExpectHistogramsAreWhole(ResultsFile results)
    {
        foreach (var name in (string[])["write", "lag", "response", "delivery"])
        {
            var histogram = HistogramEncoding.FromBase64(results.Text($"histograms.{name}"));
            Assert.Equal(results.Whole($"latency.{name}.count"), histogram.TotalCount);
            Assert.Equal(results.Whole($"latency.{name}.p99_ns"), histogram.GetValueAtPercentile(99));
        }
    }

    private static void ExpectProcesses(ResultsFile results)
    {
        var processes = results.At("resources.processes").EnumerateArray().ToDictionary(process => process.GetProperty("name").GetString()!);
        Assert.Equal(["control", "feedengine", "feedsim", "loadtester"], processes.Keys.Order());
        Assert.All(processes.Values, process => Assert.True(process.GetProperty("peak_private_mb").GetDouble() > 0));

        // Memory is honest about the rings: ten of 65,536 slots of 64 bytes.
        Assert.True(results.At("resources.peak_memory_mb").GetDouble() > 10 * 65_536 * 64 / 1e6, results.ToString());
    }

    private static void ExpectScreen(string output)
    {
        var positions = ((string[])["Configuration", "Throughput", "Write Latency", "Resource Usage", "Status", "Achievement"])
            .Select(section => output.IndexOf(section, StringComparison.Ordinal)).ToList();
        Assert.True(positions[0] >= 0 && positions.Order().SequenceEqual(positions), $"sections at {string.Join(' ', positions)}\n{output}");
    }

    private static void ExpectCheckAgrees(Sandbox sandbox, string file, int exitCode)
    {
        var check = sandbox.Run("loadtester", "check", file);
        Assert.True(check.ExitCode == (exitCode == 0 ? 0 : 10), check.ToString());
        Assert.Contains("write_p99_ns", check.Output, StringComparison.Ordinal);
    }
}
