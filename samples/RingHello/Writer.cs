using System.Diagnostics;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace RingHello;

internal static class Writer
{
    internal static void Run(string path, CancellationToken stop)
    {
        using var ring = RingWriter<Tick>.Create(path);
        var wait = default(BackOffWait);
        var number = 0;
        while (!stop.WaitHandle.WaitOne(millisecondsTimeout: 1) && ring.Claim(1, ref wait, cancellationToken: stop) == ClaimStatus.Claimed)
        {
            ref var tick = ref ring[0];
            tick.TimeNs = Stopwatch.GetTimestamp();
            tick.Price = 100 + number % 10;
            tick.Quantity = number++;
            ring.Publish();
        }
    }
}
