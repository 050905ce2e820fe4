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
        while (!stop.IsCancellationRequested && (!ring.IsClosed || ring.Available() > 0))
        {
            var ticks = ring.Peek(256);
            foreach (ref readonly var tick in ticks)
                Console.WriteLine($"{tick.Quantity} at {tick.Price}, {Stopwatch.GetTimestamp() - tick.TimeNs} ns after it was written");
            if (ticks.IsEmpty)
                wait.Wait();
            else
                wait.Reset();
            ring.Release(ticks.Length);
        }
    }
}
