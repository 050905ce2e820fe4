using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Reporting;

/// <summary>24 hours of intervals through the same list and heat map as a real run's, with latencies that wander.</summary>
internal static class SimulatedDay
{
    private const int Seconds = 86_400;
    private const long NsPerSecond = 1_000_000_000;
    // As long as the intervals that a day is joined to: 3,600 of them.
    private const int SecondsPerInterval = 24;
    private const int Samples = 300;

    // So that an interval has enough samples for its P99.
    private const int Repeated = 4;

    private static readonly Lazy<RunResults> s_results = new(Simulate);

    public static RunResults Results => s_results.Value;

    private static RunResults Simulate()
    {
        var random = new Random(1);
        var intervals = new List<IntervalResults>();
        var list = new IntervalList(intervals);
        var map = new HeatMapRecorder();
        var plan = Plan();
        list.Start(plan, DateTime.UnixEpoch);
        map.Start(plan, DateTime.UnixEpoch);
        var total = new LongHistogram(HistogramLayout.LatencyNs);
        var interval = new Interval();
        for (var second = 0; second < Seconds; second += SecondsPerInterval)
        {
            interval.Reset();
            interval.EndNs = (second + SecondsPerInterval) * NsPerSecond;
            interval.Trades = 60_000;
            interval.BookUpdates = 15_000;
            interval.Resources = new ResourceSample(8 + random.NextDouble(), 180_123_456, [.. Enumerable.Range(0, 4).Select(_ => new ProcessSample(7 + random.NextDouble(), random.NextInt64(50_000_000, 60_000_000)))]);
            for (var i = 0; i < Samples; i++)
            {
                interval.Write.RecordValueWithCount(Value(random, 60), Repeated);
                interval.Lag.RecordValueWithCount(Value(random, 250_000), Repeated);
                interval.Response.RecordValueWithCount(Value(random, 250_000), Repeated);
                interval.Delivery.RecordValueWithCount(Value(random, 1_000), Repeated);
                interval.Hiccup.RecordValueWithCount(Value(random, 5_000), Repeated);
                interval.ControlHiccup.RecordValueWithCount(Value(random, 5_000), Repeated);
            }

            total.Add(interval.Write);
            list.Add(interval);
            map.Add(interval);
        }

        list.End();
        var text = HistogramEncoding.ToBase64(total);
        var good = SampleResults.Judged();
        return good with
        {
            DurationSecs = Seconds,
            Intervals = intervals,
            HeatMap = map.ToResults(),
            Histograms = new HistogramResults { Write = text, Lag = text, Response = text, Delivery = text, Hiccup = text, ControlHiccup = text },
            Resources = good.Resources with { Processes = [.. good.Resources.Processes, new ProcessResults { Name = "control", Pid = 103 }] },
        };
    }

    // A wide spread, so that columns are as full as they ever get.
    private static long Value(Random random, double scale) => (long)(scale * Math.Exp(2.5 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));

    private static RunPlan Plan() => new()
    {
        Name = "day",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 1 },
        Exchanges = 3,
        TradesPerSecond = 20_000,
        BookUpdatesPerSecond = 5_000,
        Phases = [new RunPhase("run", 0, Seconds * NsPerSecond, true)],
    };
}
