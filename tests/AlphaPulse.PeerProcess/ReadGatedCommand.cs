using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>Says <c>ready</c>, reads and checks every record until the ring is closed, says <c>read</c>. Held: only from <c>go</c> on.</summary>
internal static class ReadGatedCommand
{
    internal static int Run(string ring, string name, bool isHeld, string[] after)
    {
        using var reader = GatedReader<TestRecord>.Attach(ring, new ReaderOptions { Name = name, After = after }, TimeSpan.FromSeconds(20));
        Console.WriteLine($"ready {reader.Index} {reader.JoinSequence}");
        if (isHeld && Console.ReadLine() is null)
            return 0;
        var bad = 0L;
        var wait = default(YieldWait);
        while (true)
        {
            var isClosed = reader.IsClosed;
            var available = reader.Available();
            if (available == 0)
            {
                if (isClosed)
                    break;
                wait.Wait();
                continue;
            }

            wait.Reset();
            for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                bad += reader[sequence].IsIntact(sequence) ? 0 : 1;
            reader.Release(available);
        }

        Console.WriteLine($"read {reader.Position - reader.JoinSequence - reader.Tombstones} {bad} {reader.WriterEpoch}");
        return bad == 0 ? 0 : 3;
    }
}
