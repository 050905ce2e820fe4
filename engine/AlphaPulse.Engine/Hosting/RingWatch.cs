using System.Diagnostics;
using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Looks, off the hot path, whether the rings' writers live, and asks for a snapshot where books are stale. One thread.</summary>
internal sealed class RingWatch : IDisposable
{
    // A writer answers with its next wake-up; a feed that cannot is not asked all the time.
    private static readonly long s_askAgainTicks = Stopwatch.Frequency / 4;

    private readonly Pipeline<MarketEvent> _pipeline;
    private readonly BookSet _books;
    private readonly HostCounters _counters;
    private readonly RingInspector[] _inspectors;
    private readonly long[] _nextRequest;

    public RingWatch(Pipeline<MarketEvent> pipeline, IReadOnlyList<string> ringPaths, BookSet books, HostCounters counters)
    {
        (_pipeline, _books, _counters) = (pipeline, books, counters);
        _inspectors = [.. ringPaths.Select(path => RingInspector.Attach(path))];
        _nextRequest = new long[ringPaths.Count];
    }

    public void Look()
    {
        var gone = 0;
        for (var ring = 0; ring < _inspectors.Length; ring++)
        {
            // Asked many times a second for as long as the engine runs: no snapshot, which would be garbage.
            var inspector = _inspectors[ring];
            var isAlive = inspector.IsWriterAlive;
            if (!isAlive && !inspector.IsClosed)
                gone++;
            if (isAlive && _books.StaleOn(ring) > 0)
                Ask(ring);
        }

        _counters.WritersGone.Set(gone);
    }

    public void Dispose()
    {
        foreach (var inspector in _inspectors)
            inspector.Dispose();
    }

    private void Ask(int ring)
    {
        var now = Stopwatch.GetTimestamp();
        if (now < _nextRequest[ring])
            return;
        _nextRequest[ring] = now + s_askAgainTicks;
        _pipeline.RequestSnapshot(ring);
        _counters.SnapshotRequests.Increment();
    }
}
