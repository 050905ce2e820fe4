using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Joins a ring, handles and checks every record. Kinds:</summary>
/// <remarks>
/// <c>read</c> backs off while nothing comes, and joins again when the reader before it is dead or gone; <c>read-asleep</c> sleeps until it is
/// woken; <c>follow</c> waits for a successor of the reader before it; <c>take-over</c> waits for the death of the reader whose name it has.
/// </remarks>
internal sealed class ReaderRole(Part part, string kind, string path, string name, string? after, Flaw flaw)
{
    // So that it also looks whether it is to end.
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromMilliseconds(20);

    private string? _after = after;
    private long _nextQuestionNs;

    internal void Run()
    {
        while (part.Finish != 2)
        {
            part.Enter(PeerState.Entering);
            using var reader = Join();
            if (reader is null)
                return;
            ref var own = ref part.Own;
            own.Entries++;
            own.Index = reader.Index;
            own.Start = reader.JoinSequence;
            own.Position = reader.Position;
            part.Enter(PeerState.In);
            var hasEnded = Read(reader);

            // Leaving takes two steps, at each of which this process may be stopped.
            part.Enter(PeerState.Left);
            reader.Dispose();
            if (hasEnded)
                return;
        }
    }

    private GatedReader<CheckedRecord>? Join()
    {
        while (part.Finish == 0)
        {
            try
            {
                if (kind != "take-over")
                    return GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = name, After = _after is null ? [] : [_after] });
                if (new DeadPlace(path, name).IsThere())
                    return TakeOver();
                part.Own.Refusals++;
                Part.Pause();
            }
            catch (RingException e) when (e.Fault is RingFault.NotFound or RingFault.NotInitialised)
            {
                part.Own.Refusals++;
                Part.Pause();
            }
            catch (ArgumentException)
            {
                // The reader before this one is gone for good.
                _after = null;
            }
        }

        return null;
    }

    private GatedReader<CheckedRecord> TakeOver()
    {
        var reader = GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = name, TakeOver = true });
        if (!reader.HasTakenOver)
            part.Fault($"somebody else has the place of the dead {name}");
        return reader;
    }

    /// <summary>True when the role is over, false when the reader before this one is gone.</summary>
    private bool Read(GatedReader<CheckedRecord> reader)
    {
        var seen = 0L;
        var numbers = new WriterNumbers(mayMiss: false);
        var wait = default(BackOffWait);
        try
        {
            while (part.Finish != 2)
            {
                var isClosed = reader.IsClosed;
                var available = reader.Available();
                if (available > 0)
                {
                    Check(reader, available, numbers);
                    seen += available;
                    if (flaw == Flaw.SkipRecords && reader.Position / 1000 != (reader.Position + available) / 1000)
                        seen--;
                    reader.Release(available);
                    part.Advance(available, reader.Position);
                    wait.Reset();
                    continue;
                }

                if (part.Own.Position != reader.Position)
                    part.Advance(0, reader.Position);
                if (part.Finish == 1 && isClosed && reader.Position == reader.Cursor)
                    return true;
                if (reader.IsUpstreamGone || IsUpstreamDead(reader))
                    return false;
                if (kind == "read-asleep")
                    reader.WaitForRecords(s_longestSleep);
                else
                    wait.Wait();
            }

            return true;
        }
        finally
        {
            if (seen + reader.Tombstones != reader.Position - reader.JoinSequence)
                part.Fault($"{name} saw {seen} records and passed {reader.Tombstones} of sequences {reader.JoinSequence} to {reader.Position}");
        }
    }

    /// <summary>The kernel is asked every 10 ms while nothing comes.</summary>
    private bool IsUpstreamDead(GatedReader<CheckedRecord> reader)
    {
        var now = AbsoluteSleep.NowNs();
        if (_after is null || kind == "follow" || now < _nextQuestionNs)
            return false;
        _nextQuestionNs = now + 10 * Part.Polling;

        // What that one had released before it died or left is still to be read.
        return !reader.IsUpstreamAlive && reader.Available() == 0;
    }

    private void Check(GatedReader<CheckedRecord> reader, long available, WriterNumbers numbers)
    {
        var end = reader.Position + available;
        for (var sequence = reader.Position; sequence < end; sequence++)
        {
            if (!reader[sequence].IsIntact(sequence))
                part.Fault($"{name} read a torn record at {sequence}, which says {reader[sequence].Sequence}");
            if (!numbers.Follows(reader[sequence].Origin))
                part.Fault($"{name} read a record at {sequence} that does not follow the last one of its writer ({reader[sequence].Origin:X})");
        }

        if (reader[end - 1].BatchEnd != end)
            part.Fault($"{name} was shown part of a batch: up to {end}, the batch ends at {reader[end - 1].BatchEnd}");
    }
}
