using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Watching;

/// <summary>The rings of a run, seen from outside; turns their positions into rates from one look to the next.</summary>
internal sealed class WatchedRings : IDisposable
{
    private readonly List<WatchedRing> _rings = [];

    /// <exception cref="RingException">A ring is not complete yet, or damaged.</exception>
    public WatchedRings(string ringsDirectory)
    {
        try
        {
            foreach (var path in Directory.EnumerateDirectories(ringsDirectory).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal))
                _rings.Add(new WatchedRing(path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <param name="elapsedNs">Since the last look.</param>
    /// <param name="gaps">Of a venue, by its name.</param>
    public (IReadOnlyList<VenueView> Venues, IReadOnlyList<StageView> Stages) Look(long elapsedNs, Func<string, long> gaps)
    {
        var venues = new List<VenueView>();
        var stages = new Dictionary<string, StageView>();
        foreach (var ring in _rings)
        {
            ring.Look();
            var (waiting, slowest) = (0L, (string?)null);
            foreach (var reader in ring.Readers)
            {
                var behind = ring.Now.Cursor - reader.Position;
                if (slowest is null || behind > waiting)
                    (waiting, slowest) = (behind, reader.Name);
                var released = PerSecond(reader.Position - ring.PositionBefore(reader), elapsedNs);
                stages[reader.Name] = stages.TryGetValue(reader.Name, out var stage)
                    ? new StageView(reader.Name, stage.EventsPerSecond + released, stage.Behind + behind, behind > stage.WorstBehind ? ring.Name : stage.WorstVenue, Math.Max(behind, stage.WorstBehind))
                    : new StageView(reader.Name, released, behind, ring.Name, behind);
            }

            venues.Add(new VenueView(ring.Name, PerSecond(ring.Now.Cursor - ring.Before.Cursor, elapsedNs), ring.Now.Cursor, ring.Capacity, waiting, slowest, ring.Now.FullCount, gaps(ring.Name), ring.Now.IsWriterAlive));
        }

        return (venues, [.. stages.Values]);
    }

    public void Dispose() => _rings.ForEach(ring => ring.Dispose());

    private static double PerSecond(long count, long elapsedNs) => elapsedNs <= 0 ? 0 : count * 1e9 / elapsedNs;

    private sealed class WatchedRing : IDisposable
    {
        private readonly RingInspector _inspector;

        public WatchedRing(string path)
        {
            _inspector = RingInspector.Attach(path);
            Name = Path.GetFileName(path);
            Before = Now = _inspector.Look();
        }

        public string Name { get; }

        public long Capacity => _inspector.Facts.Capacity;

        public RingSnapshot Before { get; private set; }

        public RingSnapshot Now { get; private set; }

        public IEnumerable<RingReader> Readers => Now.Readers.Where(reader => reader is { IsGating: true, IsAlive: true });

        public void Look() => (Before, Now) = (Now, _inspector.Look());

        // Who has joined since then has released nothing that counts.
        public long PositionBefore(RingReader reader) =>
            Before.Readers.FirstOrDefault(earlier => earlier.Index == reader.Index && earlier.Generation == reader.Generation)?.Position ?? reader.Position;

        public void Dispose() => _inspector.Dispose();
    }
}
