using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Creates a ring or takes it over from a dead writer, and publishes batches until told to end.</summary>
internal sealed class WriterRole(Part part, string path, WriterEntry entry, int maxBatch, DeadReaderPolicy deadReaders, Flaw flaw)
{
    internal const int Capacity = 64;

    // About 40,000 records/s: laps the ring in less than 2 ms and leaves two cores to the others.
    private const long PaceNs = 100_000;

    // Every so many batches one is a keyframe.
    private const int KeyframeEach = 4;

    private int _batches;

    internal void Run()
    {
        part.Enter(PeerState.Entering);
        using var writer = TakePlace();
        if (writer is null)
            return;
        if (flaw == Flaw.RobReaders)
            part.Stop.Flaw = step => RobReaders(step, writer);
        part.Own.Entries++;
        part.Own.Position = writer.Cursor;
        part.Enter(PeerState.In);
        Write(writer);
    }

    private void Write(RingWriter<CheckedRecord> writer)
    {
        ref var own = ref part.Own;
        var batch = 1;
        while (part.MayGoOn)
        {
            if (writer.TryClaim(batch) != ClaimStatus.Claimed)
            {
                Volatile.Write(ref own.Slowest, writer.SlowestReader);
                Volatile.Write(ref own.FullCount, own.FullCount + 1);
            }
            else
            {
                Volatile.Write(ref own.Slowest, -1);
                FillAndPublish(writer, batch);
                part.Advance(batch, writer.Cursor);
                batch = batch % maxBatch + 1;
            }

            Part.Pause(PaceNs);
        }

        part.Enter(PeerState.Left);
    }

    private void FillAndPublish(RingWriter<CheckedRecord> writer, int batch)
    {
        var first = writer.Cursor;
        if (flaw == Flaw.PublishBeforeFill)
        {
            ref var slot = ref writer[0];
            writer.Publish();
            slot.Fill(first, first + 1);
            return;
        }

        var isKeyframe = ++_batches % KeyframeEach == 0;
        for (var i = 0; i < batch; i++)
        {
            if (batch > 1 && i == batch / 2)
                part.Stop.Reached(StepCode.BatchHalfFilled);
            writer[i].Fill(first + i, first + batch, isKeyframe && i == 0 ? CheckedRecord.KeyframeOrigin : 0);
        }

        writer.Publish(batch);
        if (isKeyframe)
            writer.MarkKeyframe(first);
    }

    private RingWriter<CheckedRecord>? TakePlace()
    {
        while (part.MayGoOn)
        {
            var writer = entry == WriterEntry.Resume ? null : TryCreate();
            if (writer is null && entry != WriterEntry.Create)
                writer = entry == WriterEntry.Resume ? AwaitDeath() : TryResume();
            if (writer is not null)
                return writer;
            Part.Pause(entry == WriterEntry.Resume ? Part.Polling : 5 * Part.Polling);
        }

        return null;
    }

    private RingWriter<CheckedRecord>? TryCreate()
    {
        try
        {
            return RingWriter<CheckedRecord>.Create(path, new RingOptions { Capacity = Capacity, DeadReaders = deadReaders });
        }
        catch (RingException e) when (e.Fault == RingFault.InUse)
        {
            part.Own.Refusals++;
            return null;
        }
    }

    private RingWriter<CheckedRecord>? TryResume()
    {
        try
        {
            return RingWriter<CheckedRecord>.Resume(path, deadReaders);
        }
        catch (RingException e) when (e.Fault is RingFault.InUse or RingFault.NotFound or RingFault.NotInitialised)
        {
            part.Own.Refusals++;
            return null;
        }
    }

    /// <summary>Asks the kernel, in passing, whether the writer lives, and tries in earnest now and then: it must be refused.</summary>
    private RingWriter<CheckedRecord>? AwaitDeath()
    {
        RingFile ring;
        try
        {
            ring = RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Inspect, TimeSpan.Zero, r => r);
        }
        catch (RingException e) when (e.Fault is RingFault.NotFound or RingFault.NotInitialised)
        {
            return null;
        }

        using (ring)
        {
            for (var polls = 0; polls < 16 && ring.IsWriterAlive() && part.MayGoOn; polls++)
                Part.Pause();
        }

        var successor = part.MayGoOn ? TryResume() : null;
        if (flaw == Flaw.SlowSuccessor && successor is not null)
            Part.Pause(300 * Part.Polling);
        return successor;
    }

    private void RobReaders(ProtocolStep step, RingWriter<CheckedRecord> writer)
    {
        if (step != ProtocolStep.ScanFenced)
            return;
        using var ring = RingFile.Attach(path, RecordSchema.Of<CheckedRecord>(), RingFile.Access.Read, TimeSpan.Zero, r => r);
        for (var i = 0; i < RingLayout.MaxReaders; i++)
        {
            if (ring.Reader(i).Position + Capacity < writer.Cursor + maxBatch && IsStopped(ring.Reader(i).Pid))
                ring.Reader(i).State = ReaderEntry.Free;
        }
    }

    private static bool IsStopped(int process)
    {
        var path = $"/proc/{process}/stat";
        return File.Exists(path) && File.ReadAllText(path).Contains(") T ", StringComparison.Ordinal);
    }
}
