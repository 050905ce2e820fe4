namespace AlphaPulse.Telemetry.Clocks;

/// <summary>What a <c>Clock</c> reads.</summary>
public enum ClockSource
{
    /// <summary>The processor's invariant time-stamp counter.</summary>
    Tsc = 0,

    /// <summary><see cref="System.Diagnostics.Stopwatch"/>, which is CLOCK_MONOTONIC on Linux.</summary>
    Stopwatch = 1,
}
