using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>The entry of a dead reader with a name, in which a successor can go on.</summary>
internal readonly struct DeadPlace(string path, string name)
{
    internal bool IsThere()
    {
        using var ring = RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Inspect, TimeSpan.Zero, r => r);
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            // Active before and after the question to the kernel: it has not left in between.
            if (IsActive(ring, i) && ring.Reader(i).GetName() == name && !ring.IsReaderAlive(i) && IsActive(ring, i))
                return true;
        }

        return false;
    }

    private static bool IsActive(RingFile ring, int index) => Volatile.Read(ref ring.Reader(index).State) == ReaderEntry.Active;
}
