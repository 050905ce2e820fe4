using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Joins a ring, handles and checks every record, joins again when the reader before it is gone. While nothing comes it backs off, or sleeps until it is woken.</summary>
internal sealed class ReaderRole(Part part, string path, string name, string? after, bool sleeps, Flaw flaw)
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
                return GatedReader<CheckedRecord>.Attach(path, new ReaderOptions { Name = name, After = _after is null ? [] : [_after] });
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

    /// <summary>True when the role is over, false when the reader before this one is gone.</summary>
    private bool Read(GatedReader<CheckedRecord> reader)
    {
        var seen = 0L;
        var wait = default(BackOffWait);
        try
        {
            while (part.Finish != 2)
            {
                var isClosed = reader.IsClosed;
                var available = reader.Available();
                if (available > 0)
                {
                    Check(reader, available);
                    seen += available;
                    if (flaw == Flaw.SkipRecords && reader.Position / 1000 != (reader.Position + available) / 1000)
                        seen--;
                    reader.Release(available);
                    part.Advance(available, reader.Position);
                    wait.Reset();
                    continue;
                }

                if (part.Finish == 1 && isClosed && reader.Position == reader.Cursor)
                    return true;
                if (reader.IsUpstreamGone || IsUpstreamDead(reader))
                    return false;
                if (sleeps)
                    reader.WaitForRecords(s_longestSleep);
                else
                    wait.Wait();
            }

            return true;
        }
        finally
        {
            if (seen != reader.Position - reader.JoinSequence)
                part.Fault($"{name} saw {seen} records of sequences {reader.JoinSequence} to {reader.Position}");
        }
    }

    /// <summary>The kernel is asked every 10 ms while nothing comes.</summary>
    private bool IsUpstreamDead(GatedReader<CheckedRecord> reader)
    {
        var now = AbsoluteSleep.NowNs();
        if (_after is null || now < _nextQuestionNs)
            return false;
        _nextQuestionNs = now + 10 * Part.Polling;

        // What that one had released before it died or left is still to be read.
        return !reader.IsUpstreamAlive && reader.Available() == 0;
    }

    private void Check(GatedReader<CheckedRecord> reader, long available)
    {
        var end = reader.Position + available;
        for (var sequence = reader.Position; sequence < end; sequence++)
        {
            if (!reader[sequence].IsIntact(sequence))
                part.Fault($"{name} read a torn record at {sequence}, which says {reader[sequence].Sequence}");
        }

        if (reader[end - 1].BatchEnd != end)
            part.Fault($"{name} was shown part of a batch: up to {end}, the batch ends at {reader[end - 1].BatchEnd}");
    }
}
