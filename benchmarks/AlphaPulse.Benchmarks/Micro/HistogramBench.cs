using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;
using BenchmarkDotNet.Attributes;

namespace AlphaPulse.Benchmarks.Micro;

/// <summary>What recording a value costs, with values as a writer sees them.</summary>
public class HistogramBench
{
    private const int Values = 1024;

    private readonly LongHistogram _private = new(HistogramLayout.LatencyNs);
    private readonly long[] _values = new long[Values];
    private RunDirectory _run = null!;
    private TelemetryWriter _file = null!;
    private SharedHistogram _shared = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Values; i++)
            _values[i] = random.Next(20, 200);
        _run = new RunRegistry().Create();
        var builder = new TelemetryBuilder("benchmarks");
        _shared = builder.Histogram("micro/write");
        _file = builder.Create(Path.Combine(_run.TelemetryPath, "benchmarks"));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _file.Dispose();
        _run.Remove();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    public void Private()
    {
        foreach (var value in _values)
            _private.RecordValue(value);
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public void Shared()
    {
        foreach (var value in _values)
            _shared.RecordValue(value);
    }
}
