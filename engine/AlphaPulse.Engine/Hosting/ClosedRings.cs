using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Sees whether every venue of a run has closed its ring, or took it away. Looks as an observer, which disturbs nobody.</summary>
internal sealed class ClosedRings(IReadOnlyList<string> ringPaths)
{
    public bool AreAll()
    {
        foreach (var path in ringPaths)
        {
            try
            {
                using var observer = Observer<MarketEvent>.Attach(path);
                if (observer.TryRead(out _) != ObserveStatus.Closed)
                    return false;
            }
            catch (RingException)
            {
                // Gone, or replaced by something else: nothing more comes from it.
            }
        }

        return true;
    }
}
