namespace AlphaPulse.LoadTester.Chaos;

/// <summary>All rings of a run that faults are done to, summed. One thread.</summary>
internal sealed class ChaosRings(string ringsPath) : IDisposable
{
    private const string BookReader = "book";

    private readonly ChaosRing[] _rings = [.. Directory.EnumerateDirectories(ringsPath).Select(path => new ChaosRing(path))];

    public int Count => _rings.Length;

    /// <summary>Events written; events that the book stages got through, and how many of these stages there are; and the writers' epochs.</summary>
    public (long Written, long Read, int Readers, long Epochs) Sum()
    {
        var (written, read, readers, epochs) = (0L, 0L, 0, 0L);
        foreach (var ring in _rings)
        {
            var seen = ring.Look();
            written += seen.Cursor;
            foreach (var reader in seen.Readers.Where(reader => reader.IsGating && reader.Name == BookReader))
                (read, readers) = (read + reader.Position, readers + 1);
            epochs += seen.Epoch;
        }

        return (written, read, readers, epochs);
    }

    public void Dispose()
    {
        foreach (var ring in _rings)
            ring.Dispose();
    }
}
