using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Counts what a handler throws. The stage halts before the event, alone; <see cref="StageRestarts"/> says how it goes on.</summary>
internal sealed class StageErrors(IReadOnlyDictionary<string, SharedCounter> counters) : IStageExceptionHandler<MarketEvent>
{
    private Exception? _first;

    /// <summary>The first that was thrown, or null.</summary>
    public Exception? First => Volatile.Read(ref _first);

    public bool HandleEventException(Exception exception, in MarketEvent data, string stage, int ring, long sequence)
    {
        counters[stage].Increment();
        Interlocked.CompareExchange(ref _first, exception, null);
        return false;
    }
}
