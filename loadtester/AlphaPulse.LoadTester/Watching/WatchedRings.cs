using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
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
                var behind = ring.Cursor - reader.Position;
                if (slowest is null || behind > waiting)
                    (waiting, slowest) = (behind, reader.Name);
                var released = PerSecond(reader.Position - ring.PositionBefore(reader), elapsedNs);
                stages[reader.Name] = stages.TryGetValue(reader.Name, out var stage)
                    ? new StageView(reader.Name, stage.EventsPerSecond + released, stage.Behind + behind, behind > stage.WorstBehind ? ring.Name : stage.WorstVenue, Math.Max(behind, stage.WorstBehind))
                    : new StageView(reader.Name, released, behind, ring.Name, behind);
            }

            venues.Add(new VenueView(ring.Name, PerSecond(ring.Cursor - ring.CursorBefore, elapsedNs), ring.Cursor, ring.View.Capacity, waiting, slowest, ring.View.FullCount, gaps(ring.Name), ring.View.IsWriterAlive));
        }

        return (venues, [.. stages.Values]);
    }

    public void Dispose() => _rings.ForEach(ring => ring.Dispose());

    private static double PerSecond(long count, long elapsedNs) => elapsedNs <= 0 ? 0 : count * 1e9 / elapsedNs;

    private sealed class WatchedRing : IDisposable
    {
        private readonly List<RingReader> _before = [];

        public WatchedRing(string path)
        {
            View = RingView<MarketEvent>.Attach(path);
            Name = Path.GetFileName(path);
            Cursor = View.Read(Readers);
        }

        public RingView<MarketEvent> View { get; }

        public string Name { get; }

        public List<RingReader> Readers { get; } = [];

        public long Cursor { get; private set; }

        public long CursorBefore { get; private set; }

        public void Look()
        {
            _before.Clear();
            _before.AddRange(Readers);
            CursorBefore = Cursor;
            Cursor = View.Read(Readers);
        }

        // Who has joined since then has released nothing that counts.
        public long PositionBefore(RingReader reader)
        {
            foreach (var earlier in _before)
            {
                if (earlier.Index == reader.Index && earlier.ProcessId == reader.ProcessId)
                    return earlier.Position;
            }

            return reader.Position;
        }

        public void Dispose() => View.Dispose();
    }
}
