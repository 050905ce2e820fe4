using System.Globalization;
using System.Runtime.CompilerServices;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>
/// A fault that is planted on purpose, to see whether comparisons find it: every write takes some nanoseconds longer, by a loop that
/// does next to nothing. Its taken branches are what delays: a processor fetches no more than one a cycle, and gets to the second
/// reading of the clock only after them. A chain of slow instructions would be done beside the write, and a fence or a further reading
/// of the clock costs a quarter of a write.
/// </summary>
internal static class WriteDelay
{
    private const string Prefix = "write-delay=";
    private const double MostNs = 1_000_000;
    private const int Samples = 20_000;

    /// <summary>Reads <c>write-delay=4ns</c>.</summary>
    /// <returns>False if the text is something else.</returns>
    public static bool TryRead(string text, out double ns)
    {
        ns = 0;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.EndsWith("ns", StringComparison.Ordinal) &&
            double.TryParse(text.AsSpan()[Prefix.Length..^2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ns) && ns is > 0 and <= MostNs;
    }

    /// <summary>How many turns of the loop lengthen the time between two readings of the clock by so much; 0 for none.</summary>
    public static int StepsFor(double ns, Clock clock)
    {
        if (ns <= 0)
            return 0;
        Measure(64, clock);
        var without = Measure(0, clock);
        var (least, most) = (0, 1);
        while (Measure(most, clock) - without < ns)
            (least, most) = (most, most * 2);
        while (most - least > 1)
        {
            var middle = least + ((most - least) / 2);
            if (Measure(middle, clock) - without < ns)
                least = middle;
            else
                most = middle;
        }

        return most;
    }

    /// <summary>The loop. Its result has to be kept, or it is optimised away.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Spin(int steps, ulong state)
    {
        for (var i = 0; i < steps; i++)
            state += (uint)i;
        return state;
    }

    // Mean of the quicker half: what is interrupted is longer, and whole nanoseconds are too coarse for a median.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Measure(int steps, Clock clock)
    {
        var lengths = new long[Math.Max(Samples / Math.Max(1, steps / 16), 200)];
        ulong state = 1;
        for (var i = 0; i < lengths.Length; i++)
        {
            var before = clock.NowNs();
            if (steps != 0)
                state = Spin(steps, state);
            lengths[i] = clock.NowNs() - before;
        }

        GC.KeepAlive(state);
        Array.Sort(lengths);
        return lengths.AsSpan(0, lengths.Length / 2).ToArray().Average();
    }
}
