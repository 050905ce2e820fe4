using System.Diagnostics.CodeAnalysis;

namespace AlphaPulse.Telemetry.Clocks;

/// <summary>Finds the mapping from the time-stamp counter to CLOCK_MONOTONIC, and says so when there is no constant one.</summary>
internal static class ClockCalibrator
{
    // 10 steps of 10 ms: a pair is good to a few ten ns, so that the rate is good to well below 1 ppm.
    private const int Steps = 10;
    private const int StepMs = 10;
    private const int Attempts = 3;

    // Best of so many: at least one of them is not interrupted between its two counter readings.
    private const int PairReadings = 64;

    // Counters of 1 kHz to 100 GHz; others are not time-stamp counters.
    private const double LowestTicksPerNs = 1e-6;
    private const double HighestTicksPerNs = 100;

    // Ten times what was seen on a busy two-core virtual machine; a counter that stops or jumps is off by far more.
    private const double HighestResidualNs = 2_000;

    // Ratios are kept as 1 <= multiplier / 2^shift < 2^62: as precise as a 63-bit factor allows.
    private const int LargestShift = 62;

    internal static ClockCalibration ForStopwatch() => new()
    {
        Source = ClockSource.Stopwatch,
        TicksPerSecond = 1e9,
        BaseTicks = 0,
        BaseNs = 0,
        Multiplier = 1UL << LargestShift,
        Shift = LargestShift,
    };

    internal static bool TryForTsc([NotNullWhen(true)] out ClockCalibration? calibration, [NotNullWhen(false)] out string? reason)
    {
        calibration = null;
        reason = TimeStampCounter.UnusableReason;
        for (var attempt = 0; attempt < Attempts && calibration is null && TimeStampCounter.IsUsable; attempt++)
            TryFit(Sample(), out calibration, out reason);
        return calibration is not null;
    }

    /// <summary>The counter and CLOCK_MONOTONIC ns of one moment: the narrowest of several readings.</summary>
    internal static (long Ticks, long Ns) ReadPair()
    {
        var narrowest = long.MaxValue;
        (long Ticks, long Ns) best = default;
        for (var i = 0; i < PairReadings; i++)
        {
            var before = TimeStampCounter.ReadFenced();
            var ns = Clock.StopwatchNs();
            var after = TimeStampCounter.ReadFenced();
            if (after - before >= narrowest || after < before)
                continue;
            narrowest = after - before;
            best = (before + narrowest / 2, ns);
        }
        return best;
    }

    /// <summary>The least-squares line through pairs; false if they do not lie on one.</summary>
    internal static bool TryFit(ReadOnlySpan<(long Ticks, long Ns)> pairs, [NotNullWhen(true)] out ClockCalibration? calibration, [NotNullWhen(false)] out string? reason)
    {
        calibration = null;
        var (firstTicks, firstNs) = pairs[0];
        double meanX = 0, meanY = 0, xx = 0, xy = 0;
        foreach (var (ticks, ns) in pairs)
        {
            meanX += (double)(ticks - firstTicks) / pairs.Length;
            meanY += (double)(ns - firstNs) / pairs.Length;
        }
        foreach (var (ticks, ns) in pairs)
        {
            xx += (ticks - firstTicks - meanX) * (ticks - firstTicks - meanX);
            xy += (ticks - firstTicks - meanX) * (ns - firstNs - meanY);
        }
        var nsPerTick = xy / xx;
        if (!(1 / nsPerTick is > LowestTicksPerNs and < HighestTicksPerNs))
        {
            reason = "the time-stamp counter does not advance with the system's clock";
            return false;
        }

        double worst = 0;
        foreach (var (ticks, ns) in pairs)
            worst = Math.Max(worst, Math.Abs(ns - firstNs - meanY - nsPerTick * (ticks - firstTicks - meanX)));
        if (worst > HighestResidualNs)
        {
            reason = $"the time-stamp counter strays from the system's clock by {worst:F0} ns within {Steps * StepMs} ms";
            return false;
        }
        reason = null;
        calibration = ToCalibration(firstTicks, firstNs + (long)Math.Round(meanY - nsPerTick * meanX), nsPerTick);
        return true;
    }

    private static (long Ticks, long Ns)[] Sample()
    {
        var pairs = new (long, long)[Steps + 1];
        pairs[0] = ReadPair();
        for (var i = 1; i <= Steps; i++)
        {
            Thread.Sleep(StepMs);
            pairs[i] = ReadPair();
        }
        return pairs;
    }

    // The base is the first pair, moved onto the line: every later reading of the counter is above it.
    private static ClockCalibration ToCalibration(long baseTicks, long baseNs, double nsPerTick)
    {
        var shift = LargestShift;
        while (nsPerTick * Math.ScaleB(1, shift) >= Math.ScaleB(1, LargestShift) && shift > 1)
            shift--;
        return new ClockCalibration
        {
            Source = ClockSource.Tsc,
            TicksPerSecond = 1e9 / nsPerTick,
            BaseTicks = baseTicks,
            BaseNs = baseNs,
            Multiplier = (ulong)Math.Round(nsPerTick * Math.ScaleB(1, shift)),
            Shift = shift,
        };
    }
}
