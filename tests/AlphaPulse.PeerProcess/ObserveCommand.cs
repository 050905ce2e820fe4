using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>Says <c>ready</c>, copies and checks records until the ring is closed, says <c>observed</c> with its counts.</summary>
internal static class ObserveCommand
{
    internal static int Run(string ring)
    {
        using var observer = Observer<TestRecord>.Attach(ring, StartAt.Oldest);
        var first = observer.Position;
        Console.WriteLine($"ready {first}");
        var bad = 0L;
        var laps = 0L;
        var wait = default(YieldWait);
        while (true)
        {
            var before = observer.Position;
            var status = observer.TryRead(out var record);

            // Tombstones before the record were passed over.
            var sequence = status == ObserveStatus.Read ? observer.Position - 1 : before;
            if (status == ObserveStatus.Closed)
                break;
            if (status == ObserveStatus.Read)
            {
                bad += record.IsIntact(sequence) ? 0 : 1;
                wait.Reset();
            }
            else if (status == ObserveStatus.Lapped)
            {
                laps++;
                bad += observer.LastLost.From >= sequence && observer.LastLost.To == observer.Position ? 0 : 1;
            }
            else
            {
                wait.Wait();
            }
        }

        Console.WriteLine($"observed {first} {observer.Delivered} {observer.Lost} {laps} {bad} {observer.Tombstones}");
        return bad == 0 ? 0 : 3;
    }
}
