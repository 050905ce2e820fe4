using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.PeerProcess;

/// <summary>
/// A gated reader that sleeps whenever there is nothing, for a bound so long that only a wake explains that it goes on. Says
/// <c>ready</c>, <c>got COUNT</c> for what it read, <c>woken</c> or <c>overslept</c> after a sleep, <c>closed</c> at the end.
/// </summary>
internal static class SleepCommand
{
    internal static int Run(string ring, string name, TimeSpan bound, string[] after)
    {
        using var reader = GatedReader<TestRecord>.Attach(ring, new ReaderOptions { Name = name, After = after }, TimeSpan.FromSeconds(20));
        var waiter = new RingWaiter([reader.WakeAddress], bound.Ticks * TimeSpan.NanosecondsPerTick);
        Console.WriteLine($"ready {reader.Index} {reader.JoinSequence}");
        var epoch = reader.WriterEpoch;
        while (true)
        {
            waiter.Announce();
            var isClosed = reader.IsClosed;
            var available = reader.Available();
            if (available > 0)
            {
                for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
                {
                    if (!reader[sequence].IsIntact(sequence))
                        return 3;
                }

                reader.Release(available);
                Console.WriteLine($"got {available}");
            }
            else if (reader.WriterEpoch != epoch)
            {
                epoch = reader.WriterEpoch;
                Console.WriteLine($"epoch {epoch}");
            }
            else if (isClosed)
            {
                Console.WriteLine("closed");
                return 0;
            }
            else
            {
                Console.WriteLine(waiter.Sleep() ? "woken" : "overslept");
            }
        }
    }
}
