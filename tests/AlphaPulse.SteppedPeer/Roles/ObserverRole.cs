using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>Copies and checks records and keeps its own account of those it lost; follows the path when the ring is replaced.</summary>
internal sealed class ObserverRole(Part part, string path, StartAt startAt, Flaw flaw)
{
    internal void Run()
    {
        do
        {
            part.Enter(PeerState.Entering);
            using var observer = Attach(out var identity);
            if (observer is null)
                return;
            part.Own.Entries++;
            part.Own.Position = observer.Position;
            part.Enter(PeerState.In);
            Observe(observer, identity);
        }
        while (part.MayGoOn);
    }

    private void Observe(Observer<CheckedRecord> observer, (uint, uint, ulong) identity)
    {
        var start = observer.Position;
        long delivered = 0, lost = 0;
        var numbers = new WriterNumbers(mayMiss: true);
        var wait = default(BackOffWait);
        while (part.Finish != 2)
        {
            var isFinished = part.Finish == 1;
            var (before, tombstones) = (observer.Position, observer.Tombstones);
            var isAtKeyframe = observer.IsBehindKeyframe && delivered == 0;
            var status = observer.TryRead(out var record);
            var sequence = before + observer.Tombstones - tombstones;
            if (status == ObserveStatus.Read)
            {
                delivered++;
                if (!record.IsIntact(sequence))
                    part.Fault($"the observer copied a torn record at {sequence}, which says {record.Sequence}");
                if (!numbers.Follows(record.Origin))
                    part.Fault($"the observer copied a record at {sequence} that was behind a later one of its writer ({record.Origin:X})");
                if (isAtKeyframe && record.Origin != CheckedRecord.KeyframeOrigin)
                    part.Fault($"the observer was sent to {sequence}, where no keyframe begins");
                part.Advance(1, observer.Position);
                wait.Reset();
            }
            else if (status == ObserveStatus.Lapped)
            {
                if (observer.LastLost.From != sequence || observer.LastLost.To != observer.Position)
                    part.Fault($"the observer at {sequence} was told that {observer.LastLost} are lost and is at {observer.Position}");
                lost += flaw == Flaw.ForgetLost ? 0 : observer.LastLost.Count;
                part.Own.Lost += observer.LastLost.Count;
            }
            else if (status == ObserveStatus.Closed && (isFinished || Identity() != identity))
            {
                break;
            }
            else
            {
                wait.Wait();
            }

            // Behind what it lost or passed over, too.
            Volatile.Write(ref part.Own.Position, observer.Position);
        }

        part.Own.Position = observer.Position;

        if (delivered + lost + observer.Tombstones != observer.Position - start || delivered != observer.Delivered || (flaw == Flaw.None && lost != observer.Lost))
            part.Fault($"the observer had {delivered} records, lost {lost} and passed {observer.Tombstones} of sequences {start} to {observer.Position}");
    }

    private Observer<CheckedRecord>? Attach(out (uint, uint, ulong) identity)
    {
        while (part.MayGoOn)
        {
            var before = Identity();
            try
            {
                var observer = Observer<CheckedRecord>.Attach(path, startAt);
                if (before is { } known && known == Identity())
                {
                    identity = known;
                    return observer;
                }

                observer.Dispose();
            }
            catch (RingException e) when (e.Fault is RingFault.NotFound or RingFault.NotInitialised)
            {
                part.Own.Refusals++;
                Part.Pause();
            }
        }

        identity = default;
        return null;
    }

    private (uint, uint, ulong)? Identity() => FileStatus.Of(Path.Combine(path, RingLayout.DataFileName))?.Identity;
}
