using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class RunTelemetryTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private readonly FakeTelemetry _fake = new();

    [Fact]
    public void ReadPhase_SeveralWriters_AreSummed()
    {
        _fake.Count("pacer.0/phase.1.trades", 5);
        _fake.Count("pacer.1/phase.1.trades", 7);
        _fake.Count("pacer.0/phase.0.trades", 1_000);
        _fake.Record("pacer.0/phase.1.write", 100, 3);
        _fake.Record("pacer.1/phase.1.write", 200, 2);
        _fake.Record("book/phase.1.delivery", 900, 4);
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);

        var phase = telemetry.ReadPhase(1);

        Assert.Equal(12, phase.Trades);
        Assert.Equal((5, 100, 200), (phase.Write.TotalCount, phase.Write.Min, phase.Write.Max));
        Assert.Equal(4, phase.Delivery.TotalCount);
    }

    [Fact]
    public void ReadTotals_AllStagesAndWriters_AreSummed()
    {
        _fake.Count("pacer.0/total.events", 30);
        _fake.Count("pacer.1/total.events", 12);
        _fake.Count("pacer.0/phase.0.refused_events", 2);
        _fake.Count("pacer.1/phase.1.refused_events", 3);
        _fake.Count("pacer.1/ring_full", 4);
        _fake.Count("book/total.events", 40);
        _fake.Count("guard/gaps", 1);
        _fake.Count("guard/handler_errors", 1);
        _fake.Count("book/handler_errors", 2);
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);

        var totals = telemetry.ReadTotals(phases: 2);

        Assert.Equal((42, 40, 5, 4, 1, 3), (totals.Written, totals.Delivered, totals.Refused, totals.RingFull, totals.Gaps, totals.HandlerErrors));
        Assert.Equal((0, 0, 0), (totals.Since(totals).Written, totals.Since(totals).Gaps, totals.Since(totals).Refused));
    }

    [Fact]
    public void ReadLastWriteNs_SeveralWriters_IsTheLatestOfTheAskedPhases()
    {
        _fake.Count("pacer.0/phase.0.last_write_ns", 9_000);
        _fake.Count("pacer.0/phase.1.last_write_ns", 500);
        _fake.Count("pacer.1/phase.1.last_write_ns", 700);
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);

        Assert.Equal((700, 9_000, 0), (telemetry.ReadLastWriteNs([1]), telemetry.ReadLastWriteNs([0, 1]), telemetry.ReadLastWriteNs([7])));
    }

    [Fact]
    public void IntervalMeter_WritesLongAfterTheirPhase_AreAccountedFor()
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);
        var meter = new IntervalMeter(telemetry, [new RunPhase("run", 0, Second, true), new RunPhase("after", Second, Second, true)]);
        meter.Start();
        var trades = 0L;
        for (var second = 1; second <= 12; second++)
        {
            _fake.Count("pacer.0/phase.0.trades", second);
            trades += meter.Sample(second * Second).Trades;
        }

        Assert.Equal(telemetry.ReadPhase(0).Trades, trades);
    }

    [Fact]
    public void Open_WithoutEngine_FailsOnlyIfThereMustBeOne()
    {
        File.Delete(Path.Combine(_fake.Path, "feedengine"));

        Assert.Throws<RingException>(() => RunTelemetry.Open(_fake.Path, mustHaveEngine: true));
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: false);
        Assert.Equal(0, telemetry.ReadTotals(2).Delivered);
        Assert.Null(telemetry.EnginePid);
    }

    [Fact]
    public void IntervalMeter_TwoIntervals_HoldOnlyWhatIsNew()
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);
        var meter = new IntervalMeter(telemetry, [new RunPhase("warm-up", 0, Second, false), new RunPhase("run", Second, 10 * Second, true)]);
        _fake.Count("pacer.0/phase.1.trades", 40);
        _fake.Record("pacer.0/phase.1.write", 1_000_000, 40);
        meter.Start();
        _fake.Count("pacer.0/phase.0.trades", 99);
        _fake.Count("pacer.0/phase.1.trades", 10);
        _fake.Count("pacer.1/phase.1.book_updates", 20);
        _fake.Record("pacer.0/phase.1.write", 100, 1_000);
        _fake.Record("book/phase.1.delivery", 500, 20);

        var interval = meter.Sample(2 * Second);
        var first = IntervalSummaries.Of(interval);
        Assert.Equal((0, Second), (interval.StartNs, interval.EndNs));
        _fake.Count("pacer.1/phase.1.trades", 3);
        _fake.Record("pacer.1/phase.1.write", 7_000, 20);
        var second = IntervalSummaries.Of(meter.Sample(3 * Second));
        Assert.Equal((Second, 2 * Second), (interval.StartNs, interval.EndNs));

        Assert.Equal((10, 20, 100, 100, 500), (first.Trades, first.OrderbookUpdates, first.WriteP50Ns!.Value, first.WriteP99Ns!.Value, first.DeliveryP50Ns!.Value));
        Assert.Equal((3, 0), (second.Trades, second.OrderbookUpdates));
        Assert.InRange(second.WriteP50Ns!.Value, 6_990, 7_010);
        Assert.Null(second.WriteP99Ns);
        Assert.Null(second.DeliveryP50Ns);
    }

    [Fact]
    public void IntervalMeter_TwoPhases_KeepsTheWritesOfEachApart()
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);
        var meter = new IntervalMeter(telemetry, [new RunPhase("baseline", 0, Second, true), new RunPhase("burst", Second, Second, true)]);
        meter.Start();
        _fake.Record("pacer.0/phase.0.write", 100, 3);
        _fake.Record("pacer.1/phase.1.write", 700, 2);
        var interval = meter.Sample(2 * Second);
        Assert.Equal([("baseline", 3L, 100L), ("burst", 2L, 700L)], interval.Phases.Select(phase => (phase.Name, phase.Write.TotalCount, phase.Write.Max)));

        _fake.Record("pacer.0/phase.0.write", 100, 1);
        meter.Sample(3 * Second);
        Assert.Equal([1L, 0L], interval.Phases.Select(phase => phase.Write.TotalCount));
        Assert.Equal(1, interval.Write.TotalCount);
    }

    [Fact]
    public void IntervalMeter_OneMeasuredPhase_HasNoPhasesOfItsOwn()
    {
        using var telemetry = RunTelemetry.Open(_fake.Path, mustHaveEngine: true);
        var meter = new IntervalMeter(telemetry, [new RunPhase("warm-up", 0, Second, false), new RunPhase("run", Second, Second, true)]);

        Assert.Empty(meter.Sample(2 * Second).Phases);
    }

    public void Dispose() => _fake.Dispose();
}
