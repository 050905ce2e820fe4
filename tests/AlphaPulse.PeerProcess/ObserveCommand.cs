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
            var sequence = observer.Position;
            var status = observer.TryRead(out var record);
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
                bad += observer.LastLost.From == sequence && observer.LastLost.To == observer.Position ? 0 : 1;
            }
            else
            {
                wait.Wait();
            }
        }

        Console.WriteLine($"observed {first} {observer.Delivered} {observer.Lost} {laps} {bad}");
        return bad == 0 ? 0 : 3;
    }
}
