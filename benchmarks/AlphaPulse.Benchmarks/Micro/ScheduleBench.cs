using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using BenchmarkDotNet.Attributes;

namespace AlphaPulse.Benchmarks.Micro;

/// <summary>What the due time of the next update costs, at 100,000 trades and 5,000 book updates a second of one venue.</summary>
public class ScheduleBench
{
    private const int Updates = 1_000_000;
    private const long DayNs = 86_400_000_000_000;

    private RunSchedule _schedule = null!;
    private UpdateSchedule _next;

    [Params("constant", "ramp:1k,200k,10s", "sine:100k,50k,10s", "sine:100k,50k,10s+spike:0,50k,100ms,1s", "poisson", "hawkes:0.7,10ms", "sine:100k,50k,10s~poisson")]
    public string Pattern { get; set; } = "constant";

    [GlobalSetup]
    public void Draw() => _schedule = new RunSchedule(new RunPlan
    {
        Name = "benchmark",
        Clock = default(Clock).Calibration,
        Phases = [new RunPhase("run", 0, DayNs, IsMeasured: true)],
        TradesPerSecond = 100_000,
        BookUpdatesPerSecond = 5_000,
        Pattern = Pattern,
    });

    // Always the same ten seconds of the pattern.
    [IterationSetup]
    public void Begin() => _next = new UpdateSchedule(_schedule, UpdateProportion.Of(100_000, 5_000), venue: 0);

    [Benchmark(OperationsPerInvoke = Updates)]
    public long NextUpdate()
    {
        var sum = 0L;
        for (var i = 0; i < Updates; i++)
        {
            sum += _next.NextNs;
            _next.Advance();
        }

        return sum;
    }
}
