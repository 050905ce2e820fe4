using AlphaPulse.Telemetry.Clocks;
using BenchmarkDotNet.Attributes;

namespace AlphaPulse.Benchmarks.Micro;

/// <summary>What a reading of the clock costs.</summary>
public class ClockBench
{
    private readonly Clock _clock = Clock.Calibrate();
    private readonly Clock _stopwatch = Clock.Calibrate(ClockSource.Stopwatch);

    /// <summary>Every user of .NET has this one.</summary>
    [Benchmark(Baseline = true)]
    public long FromStopwatch() => _stopwatch.NowNs();

    [Benchmark]
    public long NowNs() => _clock.NowNs();

    [Benchmark]
    public long NowNsFenced() => _clock.NowNsFenced();
}
