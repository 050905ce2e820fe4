using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Tests.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class LongIntervalsTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private readonly FakeTelemetry _fake = new();

    [Theory]
    [InlineData(60, true)]
    [InlineData(7_200, true)]
    [InlineData(7_201, false)]
    [InlineData(86_400, false)]
    public void For_LengthOfARun_JoinsOnlyBeyondTwoHours(long seconds, bool isNull)
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);

        Assert.Equal(isNull, LongIntervals.For(Plan(seconds), telemetry) is null);
    }

    [Fact]
    public void Add_SecondsOfADay_GivesAnIntervalOf24()
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);
        var joined = LongIntervals.For(Plan(86_400), telemetry)!;
        joined.Start(0);
        IntervalResults? interval = null;
        var second = 0;
        while (interval is null)
        {
            second++;
            _fake.Count("pacer.0/phase.1.trades", 10);
            _fake.Record("pacer.0/phase.1.write", 100, 10);
            interval = joined.Add(new IntervalResults { CpuPercent = second, MemoryMb = second }, second * Second, 0);
        }

        Assert.Equal(24, second);
        Assert.Equal((24.0, 240, 12.5, 24.0), (interval.AtSecs, interval.Trades, interval.CpuPercent, interval.MemoryMb));
        Assert.Equal(100, interval.WriteP50Ns);
        Assert.Null(joined.End(25 * Second, 0));
    }

    public void Dispose() => _fake.Dispose();

    private static RunPlan Plan(long seconds) => new()
    {
        Name = "test",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 1 },
        Phases = [new RunPhase("warm-up", 0, 0, false), new RunPhase("run", 0, seconds * Second, true)],
    };
}
