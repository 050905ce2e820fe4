using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>
/// The machine's own limit: one number goes to the other process in one cache line and comes back in another. Half of the
/// round trip is what a line needs from core to core; no transport can be faster.
/// </summary>
internal static class LinePingPong
{
    internal const long FileBytes = 4096;

    // 1,024 bytes apart: no prefetcher fetches one with the other.
    private const long PingOffset = 0;
    private const long PongOffset = 1024;
    private const long Stop = -1;

    // A sample is so many round trips: the clock's own cost is spread over them.
    private const int TripsPerSample = 32;

    /// <summary>Median of half a round trip, in nanoseconds.</summary>
    internal static double Ping(MappedFile file, Clock clock, long durationNs)
    {
        ref var ping = ref file.At<long>(PingOffset);
        ref var pong = ref file.At<long>(PongOffset);
        var samples = new List<double>();
        long number = 0;
        var before = clock.NowNs();
        for (var end = before + durationNs; before < end;)
        {
            for (var i = 0; i < TripsPerSample; i++)
            {
                Volatile.Write(ref ping, ++number);
                while (Volatile.Read(ref pong) != number)
                {
                }
            }

            var after = clock.NowNs();
            samples.Add((after - before) / (2.0 * TripsPerSample));
            before = after;
        }

        Volatile.Write(ref ping, Stop);
        samples.Sort();
        return samples[samples.Count / 2];
    }

    /// <summary>The other end: returns when told to stop.</summary>
    internal static void Pong(MappedFile file)
    {
        ref var ping = ref file.At<long>(PingOffset);
        ref var pong = ref file.At<long>(PongOffset);
        long last = 0;
        while (last != Stop)
        {
            long number;
            while ((number = Volatile.Read(ref ping)) == last)
            {
            }

            Volatile.Write(ref pong, number);
            last = number;
        }
    }
}
