namespace AlphaPulse.Telemetry.Clocks;

/// <summary>
/// The mapping from raw ticks to nanoseconds in the CLOCK_MONOTONIC domain:
/// ns = BaseNs + (ticks − BaseTicks) × Multiplier / 2^Shift. Made once per run and shared by all its processes,
/// so that their stamps can be subtracted. Immutable.
/// </summary>
public sealed record ClockCalibration
{
    /// <summary>What the raw ticks are.</summary>
    public required ClockSource Source { get; init; }

    /// <summary>Raw ticks a second, as calibrated.</summary>
    public required double TicksPerSecond { get; init; }

    /// <summary>Raw ticks at the moment of calibration.</summary>
    public required long BaseTicks { get; init; }

    /// <summary>CLOCK_MONOTONIC nanoseconds at that moment.</summary>
    public required long BaseNs { get; init; }

    /// <summary>Numerator of the conversion, 1 to 2^63 − 1.</summary>
    public required ulong Multiplier { get; init; }

    /// <summary>Binary exponent of the conversion's denominator, 1 to 63.</summary>
    public required int Shift { get; init; }
}
