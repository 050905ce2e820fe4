using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>The readers that another one stays behind: where their entries are, and how far they are known to be.</summary>
/// <remarks>
/// An entry's position belongs to whom it was taken by as long as its generation is unchanged, also after that one left or died:
/// position is loaded first (acquire), then generation; a successor stores them the other way round (release).
/// </remarks>
internal sealed class UpstreamReaders
{
    private readonly Entry[] _entries;

    private UpstreamReaders(Entry[] entries) => _entries = entries;

    /// <summary>Bit i set: reader i is one of them.</summary>
    internal ulong Mask
    {
        get
        {
            var mask = 0UL;
            foreach (var entry in _entries)
                mask |= 1UL << entry.Index;
            return mask;
        }
    }

    /// <summary>True once one of them has left or was closed, as far as the last <see cref="Position"/> saw.</summary>
    internal bool IsGone { get; private set; }

    internal static UpstreamReaders Find(RingFile ring, IReadOnlyList<string> names)
    {
        var found = new Entry[names.Count];
        for (var n = 0; n < names.Count; n++)
            found[n] = Find(ring, names[n]);
        return new UpstreamReaders(found);
    }

    /// <summary>All of them have released everything before this sequence.</summary>
    internal long Position(RingFile ring)
    {
        var least = long.MaxValue;
        foreach (ref var known in _entries.AsSpan())
        {
            ref var entry = ref ring.Reader(known.Index);

            // State before position: who is seen to have left had released everything before.
            var isActive = Volatile.Read(ref entry.State) == ReaderEntry.Active;
            var position = Volatile.Read(ref entry.Position);
            var isSame = Volatile.Read(ref entry.Generation) == known.Generation;
            if (isSame)
                known.Position = position;
            IsGone |= !isActive || !isSame;
            least = Math.Min(least, known.Position);
        }

        return least;
    }

    /// <summary>Whether the kernel says that all of them live. A system call each.</summary>
    internal bool AreAlive(RingFile ring)
    {
        foreach (var known in _entries)
        {
            ref var entry = ref ring.Reader(known.Index);
            if (Volatile.Read(ref entry.State) != ReaderEntry.Active || Volatile.Read(ref entry.Generation) != known.Generation || !ring.IsReaderAlive(known.Index))
                return false;
        }

        return true;
    }

    private static Entry Find(RingFile ring, string name)
    {
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            ref var entry = ref ring.Reader(i);
            var generation = Volatile.Read(ref entry.Generation);
            if (Volatile.Read(ref entry.State) == ReaderEntry.Active && entry.GetName() == name && ring.IsReaderAlive(i) && Volatile.Read(ref entry.Generation) == generation)
                return new Entry { Index = i, Generation = generation, Position = long.MinValue };
        }

        throw new ArgumentException($"No reader named '{name}' has joined {ring.Path}; start it first.", nameof(name));
    }

    private struct Entry
    {
        internal required int Index;
        internal required uint Generation;
        internal required long Position;
    }
}
