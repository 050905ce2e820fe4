using System.Diagnostics;
using AlphaPulse.Telemetry.Clocks;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly Lazy<Clock> s_calibrated = new(() => Clock.Calibrate());

    [Fact]
    public void Calibrate_ThisMachine_TakesTheCounterOrSaysWhyNot()
    {
        var clock = Clock.Calibrate(ClockSource.Tsc, out var reason);

        Assert.Equal(clock.Source == ClockSource.Stopwatch, reason is not null);
        Assert.True(clock.Source == ClockSource.Tsc || !TimeStampCounter.IsUsable, reason);
    }

    [Fact]
    public void NowNs_Successive_NeverGoesBack()
    {
        foreach (var clock in (Clock[])[s_calibrated.Value, default])
        {
            var previous = clock.NowNsFenced();
            for (var i = 0; i < 100_000; i++)
            {
                var now = clock.NowNsFenced();
                Assert.True(now >= previous, $"{now} after {previous}");
                previous = now;
            }
        }
    }

    [Fact]
    public void NowNs_BetweenTwoSystemReadings_LiesBetweenThem()
    {
        var clock = s_calibrated.Value;
        var drift = Math.Abs(clock.Check()) + 1_000;

        var before = Stopwatch.GetTimestamp();
        var now = clock.NowNsFenced();
        var after = Stopwatch.GetTimestamp();

        Assert.InRange(now, before - drift, after + drift);
    }

    [Fact]
    public void Constructor_CalibrationOfAnotherProcess_GivesTheSameTime()
    {
        var clock = s_calibrated.Value;

        var second = new Clock(clock.Calibration with { });

        Assert.Equal(clock.Source, second.Source);
        var before = clock.NowNsFenced();
        var between = second.NowNsFenced();
        Assert.InRange(between, before, clock.NowNsFenced());
    }
}
