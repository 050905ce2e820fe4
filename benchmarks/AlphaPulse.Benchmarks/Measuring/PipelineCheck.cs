using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>What the handlers of a pipeline stage measure, and the wait for their end.</summary>
internal sealed class PipelineCheck(Clock clock) : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();

    internal Clock Clock => clock;

    internal long Faults { get; set; }

    internal long WarmSequence { get; set; }

    internal long StartNs { get; set; }

    internal LongHistogram Histogram { get; } = Latency.NewHistogram();

    private Received? Result { get; set; }

    internal void EndPaced(long records) => End(new Received(records, Faults, 0, Latency.Of(Histogram)));

    internal void EndFlood(long records) => End(new Received(records, Faults, (records - WarmSequence) * 1e9 / (clock.NowNs() - StartNs), null));

    internal Received WaitForEnd()
    {
        _ended.Wait();
        return Result!;
    }

    public void Dispose() => _ended.Dispose();

    private void End(Received result)
    {
        Result = result;
        _ended.Set();
    }
}
