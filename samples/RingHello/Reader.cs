using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace RingHello;

internal static class Reader
{
    internal static void Run(string path, CancellationToken stop)
    {
        using var ring = GatedReader<Tick>.Attach(path, new ReaderOptions { Name = "hello" });
        var wait = default(BackOffWait);
        while (!stop.IsCancellationRequested)
        {
            var mayGrow = ring.Available() > 0 || ring.IsWriterAlive; // asks the kernel, but only when idle
            var ticks = ring.Peek(256);
            foreach (ref readonly var tick in ticks)
                Console.WriteLine($"{tick.Quantity} at {tick.Price}, {Stopwatch.GetTimestamp() - tick.TimeNs} ns after it was written");
            ring.Release(ticks.Length);
            if (!ticks.IsEmpty)
                wait.Reset();
            else if (mayGrow)
                wait.Wait();
            else if (ring.IsClosed)
                return;
            else
                throw new IOException("The writer ended without closing its ring.");
        }
    }
}
