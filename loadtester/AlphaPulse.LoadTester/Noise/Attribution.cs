using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>
/// What explains an outlier, and how much of it: each cause in the order of <see cref="OutlierCause"/> takes of the time that is left
/// what it covers. A cause whose duration was measured takes that; one that is only known to have happened (a fault, a migration)
/// takes what nothing measured explains, up to what it can cost. Pure.
/// </summary>
internal static class Attribution
{
    // Steal comes in units of 10 ms, throttling is told when it ends, both to a window of 20 ms: what is much shorter only happened to be near.
    private const long LeastStolenNs = 1_000_000;
    private const long LeastThrottledNs = 100_000;

    // The loops wake every millisecond by default: that all are late by less at the same moment happens by itself.
    private const long LeastStandstillNs = 500_000;

    // Clearing a page of 2 MiB takes half of it.
    private const long MostMinorFaultNs = 1_000_000;

    // Cold caches.
    private const long MostMigrationNs = 100_000;

    // Two changes of thread and the caches that the other one used, on top of its turn: 5 to 20 µs were seen on a virtual machine.
    private const long MostSwitchNs = 20_000;

    /// <param name="outlier">What took too long.</param>
    /// <param name="spans">What happened then.</param>
    /// <param name="sleepsUntilDue">Whether the writer sleeps until its time, rather than spinning for the last of it.</param>
    /// <param name="ns">Nanoseconds by cause, which add up to the outlier's duration.</param>
    /// <returns>The cause that explains most.</returns>
    public static OutlierCause Explain(in OutlierRecord outlier, SpanWindow spans, bool sleepsUntilDue, Span<long> ns)
    {
        ns.Clear();
        var (startNs, endNs, isWrite) = (outlier.StartNs, outlier.EndNs, outlier.Kind == OutlierKind.Write);
        var leftNs = outlier.DurationNs;
        Take(ns, ref leftNs, OutlierCause.GcSuspension, spans.Suspended(startNs, endNs));
        var standstillNs = spans.Standstill(startNs, endNs);
        if (standstillNs >= LeastStandstillNs)
            Take(ns, ref leftNs, OutlierCause.Stopped, standstillNs);
        if (outlier.WaitedForSpace != 0)
            Take(ns, ref leftNs, OutlierCause.RingFull, leftNs);
        Take(ns, ref leftNs, OutlierCause.Jit, spans.Compiling(outlier.ThreadId, startNs, endNs));
        if (leftNs >= LeastThrottledNs)
            Take(ns, ref leftNs, OutlierCause.Throttled, spans.Throttled(startNs, endNs));

        Take(ns, ref leftNs, OutlierCause.RunQueueWait, isWrite ? WaitWithin(outlier) : outlier.RunQueueWaitNs);
        if (leftNs >= LeastStolenNs)
            Take(ns, ref leftNs, OutlierCause.Steal, Math.Max(spans.Stolen(outlier.CoreBefore, startNs, endNs), spans.Stolen(outlier.CoreAfter, startNs, endNs)));
        Take(ns, ref leftNs, OutlierCause.Hiccup, Math.Max(spans.HiccupOn(outlier.CoreBefore, startNs, endNs), spans.HiccupOn(outlier.CoreAfter, startNs, endNs)));
        if (outlier.MajorFaults > 0)
            Take(ns, ref leftNs, OutlierCause.MajorFault, leftNs);
        Take(ns, ref leftNs, OutlierCause.MinorFault, outlier.MinorFaults * MostMinorFaultNs);
        if (isWrite && outlier.CoreBefore != outlier.CoreAfter)
            Take(ns, ref leftNs, OutlierCause.Migration, MostMigrationNs);
        if (ns[(int)OutlierCause.RunQueueWait] > 0)
            Take(ns, ref leftNs, OutlierCause.RunQueueWait, outlier.InvoluntarySwitches * MostSwitchNs);
        Take(ns, ref leftNs, !isWrite && sleepsUntilDue ? OutlierCause.LateTimer : OutlierCause.Unexplained, leftNs);
        return Largest(ns);
    }

    // The counters go back to the last wake-up, and the thread may have lost its core before this write. A wait that is longer than the
    // write was not in it.
    private static long WaitWithin(in OutlierRecord outlier)
    {
        var switches = outlier.InvoluntarySwitches + outlier.VoluntarySwitches;
        if (switches == 0 || outlier.RunQueueWaitNs <= outlier.DurationNs)
            return switches == 0 ? 0 : outlier.RunQueueWaitNs;
        var averageNs = outlier.RunQueueWaitNs / switches;
        return averageNs <= outlier.DurationNs ? averageNs : 0;
    }

    private static void Take(Span<long> ns, ref long leftNs, OutlierCause cause, long amountNs)
    {
        var taken = Math.Clamp(amountNs, 0, leftNs);
        ns[(int)cause] += taken;
        leftNs -= taken;
    }

    private static OutlierCause Largest(ReadOnlySpan<long> ns)
    {
        var largest = 0;
        for (var i = 1; i < ns.Length; i++)
        {
            if (ns[i] > ns[largest])
                largest = i;
        }

        return (OutlierCause)largest;
    }
}
