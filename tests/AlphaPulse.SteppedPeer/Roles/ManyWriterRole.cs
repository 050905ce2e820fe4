using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Becomes one of many writers and publishes numbered batches until told to end; gives up a part of some of its claims if it is to.</summary>
internal sealed class ManyWriterRole(Part part, string path, bool isCreator, int maxBatch, bool givesUp)
{
    // Two or three of them lap the ring in less than 3 ms and leave two cores to the others.
    private const long PaceNs = 200_000;

    // A process can become a writer of a ring again; its records are numbered anew then.
    private static byte s_roles;

    private readonly int _writer = (Environment.ProcessId << 8) | ++s_roles;
    private uint _number;

    internal void Run()
    {
        part.Enter(PeerState.Entering);
        using var writer = TakePlace();
        if (writer is null)
            return;
        part.Own.Entries++;
        part.Own.Index = writer.Index;
        part.Own.Position = writer.Sequence;
        part.Enter(PeerState.In);
        Write(writer);

        // Leaving takes several steps, at each of which this process may be stopped.
        part.Enter(PeerState.Left);
    }

    private void Write(MultiWriterRing<CheckedRecord> writer)
    {
        ref var own = ref part.Own;
        var batch = 1;
        while (part.MayGoOn)
        {
            if (writer.TryClaim(batch) != ClaimStatus.Claimed)
            {
                Volatile.Write(ref own.Slowest, writer.SlowestReader);
                Volatile.Write(ref own.Stalled, writer.StalledWriter);
                Volatile.Write(ref own.FullCount, own.FullCount + 1);
            }
            else
            {
                Volatile.Write(ref own.Slowest, -1);
                Volatile.Write(ref own.Stalled, -1);
                var published = givesUp ? (batch + 1) / 2 : batch;
                FillAndPublish(writer, published);
                writer.GiveUp();
                part.Advance(published, writer.Sequence);
                batch = batch % maxBatch + 1;
            }

            Part.Pause(PaceNs);
        }
    }

    private void FillAndPublish(MultiWriterRing<CheckedRecord> writer, int count)
    {
        var first = writer.Sequence;
        for (var i = 0; i < count; i++)
            writer[i].Fill(first + i, first + count, WriterNumbers.Origin(_writer, ++_number));
        writer.Publish(count);
    }

    private MultiWriterRing<CheckedRecord>? TakePlace()
    {
        var name = $"writer {Environment.ProcessId}";
        while (part.MayGoOn)
        {
            try
            {
                return isCreator
                    ? MultiWriterRing<CheckedRecord>.Create(path, name, new RingOptions { Capacity = WriterRole.Capacity })
                    : MultiWriterRing<CheckedRecord>.Join(path, name, timeout: TimeSpan.Zero);
            }
            catch (RingException e) when (!isCreator && e.Fault is RingFault.NotFound or RingFault.NotInitialised)
            {
                part.Own.Refusals++;
                Part.Pause();
            }
        }

        return null;
    }
}
