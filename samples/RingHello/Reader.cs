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
        var lookAtMs = Environment.TickCount64 + 100;
        while (!stop.IsCancellationRequested && (!ring.IsClosed || ring.Available() > 0))
        {
            var ticks = ring.Peek(256);
            foreach (ref readonly var tick in ticks)
                Console.WriteLine($"{tick.Quantity} at {tick.Price}, {Stopwatch.GetTimestamp() - tick.TimeNs} ns after it was written");
            ring.Release(ticks.Length);
            if (ticks.IsEmpty)
                wait.Wait();
            else
                (wait, lookAtMs) = (default, Environment.TickCount64 + 100);
            if (Environment.TickCount64 < lookAtMs)
                continue;
            // Idle for a while: a writer that was killed has not closed its ring. The kernel knows, at the price of a call.
            lookAtMs = Environment.TickCount64 + 100;
            if (!ring.IsWriterAlive && !ring.IsClosed && ring.Available() == 0)
                throw new IOException("The writer ended without closing its ring.");
        }
    }
}
