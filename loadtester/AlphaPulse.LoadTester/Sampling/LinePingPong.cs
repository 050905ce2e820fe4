using System.Diagnostics;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// How long one cache line takes from one core to another: two threads hand a word to and fro. What every latency between
/// processes has to be compared with, because it differs between machines, and between the placements of a virtual one.
/// </summary>
internal static class LinePingPong
{
    private const int WarmUp = 2_000;
    private const int Rounds = 20_000;
    private const int Repetitions = 5;

    // Two lines apart from the array's header and from each other: the prefetcher fetches lines in pairs.
    private const int Spacing = 32;

    // All rounds take some 3 ms; a thread that has to share its core makes the measurement worthless.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    /// <summary>One way in nanoseconds, the median of five; null on one core or if a core was not free.</summary>
    public static long? Measure()
    {
        if (Environment.ProcessorCount < 2)
            return null;
        var times = new List<long>();
        for (var i = 0; i < Repetitions; i++)
        {
            if (MeasureOnce() is { } ns)
                times.Add(ns);
        }

        times.Sort();
        return times.Count == 0 ? null : times[times.Count / 2];
    }

    private static long? MeasureOnce()
    {
        var words = new long[4 * Spacing];
        var deadline = Stopwatch.GetTimestamp() + (long)(s_patience.TotalSeconds * Stopwatch.Frequency);
        var other = new Thread(() => Answer(words, deadline)) { IsBackground = true, Name = "line-ping-pong" };
        other.Start();
        long start = 0;
        for (long round = 1; round <= WarmUp + Rounds; round++)
        {
            if (round == WarmUp + 1)
                start = Stopwatch.GetTimestamp();
            Volatile.Write(ref words[Spacing], round);
            if (!Await(ref words[2 * Spacing], round, deadline))
                return null;
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        other.Join();
        return (long)(elapsed.TotalNanoseconds / (2 * Rounds));
    }

    private static void Answer(long[] words, long deadline)
    {
        for (long round = 1; round <= WarmUp + Rounds && Await(ref words[Spacing], round, deadline); round++)
            Volatile.Write(ref words[2 * Spacing], round);
    }

    private static bool Await(ref long word, long value, long deadline)
    {
        for (var spins = 0; Volatile.Read(ref word) != value; spins++)
        {
            if ((spins & 0xFFF) == 0xFFF && Stopwatch.GetTimestamp() > deadline)
                return false;
        }

        return true;
    }
}
