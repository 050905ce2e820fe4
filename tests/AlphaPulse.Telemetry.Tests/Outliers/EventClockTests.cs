using AlphaPulse.Telemetry.Outliers;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Outliers;

public class EventClockTests
{
    private const long AheadNs = 1_763_000_000_000_000_000;

    // Three collections at known times, of 200, 150 and 170 µs.
    private static EventClock Clock => new((1_000_000, 1_200_000), (1_210_000, 1_360_000), (1_380_000, 1_550_000));

    private static SpanRecord[] Probes => [Suspension(1_010_000, 1_190_000), Suspension(1_215_000, 1_350_000), Suspension(1_390_000, 1_540_000)];

    [Fact]
    public void TryFit_ProbesAmongTheEvents_FindsTheOffsetToTheirBounds()
    {
        var clock = Clock;
        Assert.True(clock.TryFit(Probes));
        Assert.True(clock.IsKnown);
        Assert.InRange(clock.AheadNs, AheadNs - clock.ErrorNs, AheadNs + clock.ErrorNs);
        Assert.InRange(clock.ErrorNs, 1, 10_000);
    }

    [Fact]
    public void TryFit_OtherCollectionsBetween_FindsTheProbes()
    {
        var clock = Clock;
        Assert.True(clock.TryFit([Suspension(100_000, 180_000), Probes[0], Suspension(1_201_000, 1_208_000), .. Probes[1..], Suspension(2_000_000, 2_100_000)]));
        Assert.InRange(clock.AheadNs, AheadNs - 10_000, AheadNs + 10_000);
    }

    [Fact]
    public void TryFit_OneProbeNotYetDelivered_Waits()
    {
        var clock = Clock;
        Assert.False(clock.TryFit(Probes[..2]));
        Assert.False(clock.IsKnown);
    }

    [Fact]
    public void TryFit_CollectionsAtOtherTimes_AreNotTheProbes() =>
        Assert.False(Clock.TryFit([Suspension(0, 190_000), Suspension(900_000, 1_000_000), Suspension(3_000_000, 3_150_000)]));

    private static SpanRecord Suspension(long startNs, long endNs) => new() { Kind = SpanKind.GcSuspension, StartNs = startNs + AheadNs, EndNs = endNs + AheadNs };
}
