using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Runs each path once on a ring of its own, so that no survivor of the matrix has to compile what it does for the first time.</summary>
internal static class WarmUp
{
    internal static void Run(string scratch)
    {
        var path = Path.Combine(scratch, $"warm-up-{Environment.ProcessId}");
        for (var round = 0; round < 2; round++)
        {
            var writer = round == 0 ? RingWriter<CheckedRecord>.Create(path, new RingOptions { Capacity = WriterRole.Capacity }) : RingWriter<CheckedRecord>.Resume(path);
            using (writer)
            using (var reader = GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = "first" }))
            using (var behind = GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = "second", After = ["first"] }))
            using (var observer = Observer<CheckedRecord>.Attach(path, StartAt.Oldest))
            {
                while (writer.TryClaim(2) == ClaimStatus.Claimed)
                {
                    writer[0].Fill(writer.Cursor, writer.Cursor + 2);
                    writer[1].Fill(writer.Cursor + 1, writer.Cursor + 2);
                    writer.Publish(2);
                }

                while (observer.TryRead(out var record) == ObserveStatus.Read)
                    _ = record.IsIntact(observer.Position - 1);
                reader.Release(reader.Available());
                behind.Release(behind.Available());
                try
                {
                    RingWriter<CheckedRecord>.Resume(path).Dispose();
                }
                catch (RingException)
                {
                    // The refusal is the point: its path is a slow one.
                }
            }
        }

        RingFile.RemoveLeftOver(path);
        RunMany(path);
        RingFile.RemoveLeftOver(path);
    }

    private static void RunMany(string path)
    {
        using var first = MultiWriterRing<CheckedRecord>.Create(path, "first", new RingOptions { Capacity = WriterRole.Capacity });
        using var second = MultiWriterRing<CheckedRecord>.Join(path, "second");
        using var reader = GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = "first" });
        using var observer = Observer<CheckedRecord>.Attach(path, StartAt.Oldest);
        using (var ring = RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Write, null, r => r))
            LeaveHole(ring);
        var numbers = new WriterNumbers(mayMiss: false);
        while (reader.Available() == 0)
        {
            // The first look already closes the hole.
            second.TryPublish(default);
        }

        while (first.TryClaim(2) == ClaimStatus.Claimed)
        {
            first.Publish();
            first.GiveUp();
        }

        while (observer.TryRead(out var record) == ObserveStatus.Read)
            _ = numbers.Follows(record.Origin);
        reader.Release(reader.Available());
    }

    /// <summary>As if a writer had died behind its claim.</summary>
    private static unsafe void LeaveHole(RingFile ring) => Interlocked.Increment(ref *ring.Claim);
}
