using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>The rings of a place, from look to look: those that come and go, too. Not thread-safe.</summary>
internal sealed class WatchedRings(string place) : IDisposable
{
    private readonly SortedDictionary<string, WatchedRing> _rings = new(StringComparer.Ordinal);

    /// <returns>A report of each ring that can be read, and why the others cannot.</returns>
    public (IReadOnlyList<RingReport> Rings, IReadOnlyList<string> Faults) Look()
    {
        var (reports, faults) = (new List<RingReport>(), new List<string>());
        foreach (var path in _rings.Where(ring => !ring.Value.IsCurrent).Select(ring => ring.Key).ToList())
            Forget(path);
        foreach (var found in RingFinder.Find(place).Where(found => !found.IsBesides || IsInside(found.Run!)))
        {
            try
            {
                if (!_rings.TryGetValue(found.Path, out var ring))
                    _rings[found.Path] = ring = WatchedRing.Open(found.Path);
                reports.Add(ring.Look());
            }
            catch (RingException e)
            {
                faults.Add(e.Message);
                Forget(found.Path);
            }
        }

        return (reports, faults);
    }

    public void Dispose()
    {
        foreach (var ring in _rings.Values)
            ring.Dispose();
    }

    // Who looks at a run wants the rings that it is about; who looks into it says himself what he wants.
    private bool IsInside(string run) => place.StartsWith(run + "/", StringComparison.Ordinal);

    private void Forget(string path)
    {
        if (_rings.Remove(path, out var ring))
            ring.Dispose();
    }
}
