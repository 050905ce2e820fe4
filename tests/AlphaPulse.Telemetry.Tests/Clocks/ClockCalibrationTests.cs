using AlphaPulse.Telemetry.Clocks;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Clocks;

public sealed class ClockCalibrationTests
{
    private static readonly ClockCalibration s_twoGigahertz = new()
    {
        Source = ClockSource.Tsc,
        TicksPerSecond = 2e9,
        BaseTicks = 1_000,
        BaseNs = 77,
        Multiplier = 1UL << 61,
        Shift = 62,
    };

    [Theory]
    [InlineData(2.0)]
    [InlineData(0.001)]
    [InlineData(3.123456789)]
    [InlineData(24.7)]
    public void TryFit_PairsOnALine_FindsIt(double ticksPerNs)
    {
        Assert.True(ClockCalibrator.TryFit(Line(ticksPerNs), out var calibration, out var reason), reason);

        Assert.InRange(calibration.TicksPerSecond / 1e9 / ticksPerNs, 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(calibration.Multiplier, 1UL, (ulong)long.MaxValue);
        Assert.InRange(Math.ScaleB(calibration.Multiplier, -calibration.Shift) * ticksPerNs, 1 - 1e-6, 1 + 1e-6);
        Assert.Equal(5_000_000_000, calibration.BaseTicks);
    }

    [Fact]
    public void TryFit_CounterChangesItsRate_IsRefused()
    {
        var pairs = Line(2);
        for (var i = 6; i < pairs.Length; i++)
            pairs[i].Ticks += (i - 5) * 100_000;

        Assert.False(ClockCalibrator.TryFit(pairs, out _, out var reason));
        Assert.Contains("strays", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFit_CounterJumps_IsRefused()
    {
        var pairs = Line(2);
        pairs[7].Ticks += 1_000_000;

        Assert.False(ClockCalibrator.TryFit(pairs, out _, out _));
    }

    [Fact]
    public void TryFit_CounterStands_IsRefused()
    {
        var pairs = Line(2);
        for (var i = 0; i < pairs.Length; i++)
            pairs[i].Ticks = 5;

        Assert.False(ClockCalibrator.TryFit(pairs, out _, out var reason));
        Assert.Contains("does not advance", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_ImpossibleMapping_IsRefused()
    {
        AssertRefused(s_twoGigahertz with { Multiplier = 0 });
        AssertRefused(s_twoGigahertz with { Multiplier = 1UL << 63 });
        AssertRefused(s_twoGigahertz with { Shift = 0 });
        AssertRefused(s_twoGigahertz with { Shift = 64 });
        AssertRefused(s_twoGigahertz with { Source = (ClockSource)9 });
    }

    [Fact]
    public void Constructor_CalibrationOfAnotherBoot_IsRefused()
    {
        SkipWithoutCounter();
        var own = Clock.Calibrate().Calibration;

        foreach (var other in (ClockCalibration[])[
            own with { BaseNs = own.BaseNs + 1_000_000_000 },
            own with { BaseTicks = own.BaseTicks + (long)own.TicksPerSecond },
            own with { BaseTicks = long.MaxValue },
            own with { BaseTicks = 0, BaseNs = 0, Multiplier = own.Multiplier / 2 }])
            AssertRefused(other);
    }

    [Fact]
    public void Check_MappingIsAhead_TellsByHowMuch()
    {
        SkipWithoutCounter();
        const long AheadNs = 1_000_000_000_000;
        var own = Clock.Calibrate();

        var shifted = new Clock(own.Calibration with { BaseNs = own.Calibration.BaseNs + AheadNs }, mustAgree: false);

        Assert.InRange(shifted.Check(), AheadNs - AheadNs / 1_000, AheadNs + AheadNs / 1_000);
        Assert.Equal(0, default(Clock).Check());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12_345_678_901)]
    [InlineData(4_000_000_000L * 86_400 * 365)]
    public void ToNs_AnyTicks_IsTheExactQuotient(long ticks)
    {
        SkipWithoutCounter();
        foreach (var (multiplier, shift) in ((ulong, int)[])[(1UL << 61, 62), (0x1555_5555_5555_5555, 62), (3, 1), (1, 63), (long.MaxValue, 63)])
        {
            var clock = new Clock(s_twoGigahertz with { Multiplier = multiplier, Shift = shift }, mustAgree: false);
            var expected = 77 + (long)((UInt128)(ulong)ticks * multiplier >> shift);
            Assert.Equal(expected, clock.ToNs(1_000 + ticks));
        }
    }

    [Fact]
    public void Calibration_OfAStopwatchClock_CanBeHandedOn()
    {
        var handedOn = new Clock(default(Clock).Calibration);

        Assert.Equal(ClockSource.Stopwatch, handedOn.Source);
        Assert.Equal(ClockSource.Stopwatch, Clock.Calibrate(ClockSource.Stopwatch).Source);
    }

    // One pair each 10 ms, good to 20 ns.
    private static (long Ticks, long Ns)[] Line(double ticksPerNs)
    {
        var pairs = new (long Ticks, long Ns)[11];
        for (var i = 0; i < pairs.Length; i++)
        {
            var noiseNs = i % 3 * 10;
            pairs[i] = (5_000_000_000 + (long)(i * 10_000_000 * ticksPerNs), 9_000_000_000 + i * 10_000_000 + noiseNs);
        }
        return pairs;
    }

    private static void SkipWithoutCounter() =>
        Assert.SkipUnless(TimeStampCounter.IsUsable, TimeStampCounter.UnusableReason ?? "");

    private static void AssertRefused(ClockCalibration calibration)
    {
        var exception = Assert.Throws<InvalidDataException>(() => new Clock(calibration));
        Assert.StartsWith("Clock calibration: ", exception.Message, StringComparison.Ordinal);
    }
}
