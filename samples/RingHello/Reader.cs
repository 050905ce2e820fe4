using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;

namespace RingHello;

internal static class Reader
{
    internal static void Run(string path, CancellationToken stop)
    {
        using var ring = GatedReader<Tick>.Attach(path, new ReaderOptions { Name = "hello" });
        while (!stop.IsCancellationRequested)
        {
            // Asleep until a record comes or the ring is closed; a writer that dies wakes nobody, so now and then it is asked for.
            if (ring.WaitForRecords(TimeSpan.FromMilliseconds(100)))
            {
                var ticks = ring.Peek(256);
                foreach (ref readonly var tick in ticks)
                    Console.WriteLine($"{tick.Quantity} at {tick.Price}, {Stopwatch.GetTimestamp() - tick.TimeNs} ns after it was written");
                ring.Release(ticks.Length);
                continue;
            }

            var mayGrow = ring.IsWriterAlive;
            var isClosed = ring.IsClosed; // both before the last look: what was published before them is seen by it
            if (ring.Available() > 0 || (mayGrow && !isClosed))
                continue;
            if (isClosed)
                return;
            throw new IOException("The writer ended without closing its ring.");
        }
    }
}
