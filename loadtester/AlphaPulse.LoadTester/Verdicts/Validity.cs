using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>Whether the numbers say anything about the system. Pure: results in, reasons out.</summary>
internal static class Validity
{
    /// <summary>A generator that writes less than this of its schedule, without being held back by a full ring, is the bottleneck itself.</summary>
    public const double LeastScheduleKeptPercent = 99;

    /// <summary>
    /// Lag beyond which the load no longer had the shape that was asked for. Generous: a hundredth of the events of a run on a
    /// shared two-core machine may wait for a scheduler's time slices; what they waited is in the response latency.
    /// </summary>
    public const long LagBudgetNs = 100_000_000;

    // Drift: time synchronisation steers by at most 500 ppm; a step is whatever goes beyond that and 1 ms of reading noise.
    private const long ClockNoiseNs = 1_000_000;
    private const double ClockSteering = 500e-6;

    /// <summary>Why the run is invalid, a sentence each; empty if it is valid.</summary>
    public static IReadOnlyList<string> Faults(RunResults results, ValidityFacts facts)
    {
        // What follows from a process that died is not a fault of its own.
        if (facts.Breakages.Count > 0)
            return facts.Breakages;
        var faults = new List<string>();
        Clock(results, faults);
        Counting(results.Counts, results.Errors, faults);
        faults.AddRange(NoiseRule.Faults(results, facts.NoiseBudget));
        if (!facts.IsInterrupted)
            Closure(results.Counts, faults);
        if (facts.HasSchedule && !facts.IsInterrupted)
            Schedule(results, facts, faults);
        if (results.Throughput.TotalEvents == 0 && !facts.IsInterrupted && faults.Count == 0)
            faults.Add("nothing was written in the measured time");
        return faults;
    }

    private static void Clock(RunResults results, List<string> faults)
    {
        var driftNs = Math.Abs(results.Environment.ClockDriftNs);
        var seconds = results.DurationSecs + results.Config.WarmupSecs;
        if (driftNs > ClockNoiseNs + seconds * 1e9 * ClockSteering)
            faults.Add($"the clock stepped: it moved {driftNs / 1e6:#,0.###} ms against the system's within {seconds:0.#} s");
    }

    private static void Counting(CountResults counts, ErrorResults errors, List<string> faults)
    {
        if (counts.Offered != counts.Written + counts.Refused)
            faults.Add($"counting does not close: offered {counts.Offered:#,0} is not written {counts.Written:#,0} + refused {counts.Refused:#,0}");
        if (counts.RingEvents is { } ringEvents && ringEvents != counts.Written)
            faults.Add($"counting does not close: the feed says that it wrote {counts.Written:#,0} events, the rings' cursors advanced by {ringEvents:#,0}");
        else if (counts.Written + counts.FromBefore != counts.Delivered + counts.Lost + counts.InRing)
            faults.Add($"counting does not close: written {counts.Written:#,0} + from before {counts.FromBefore:#,0} is not delivered {counts.Delivered:#,0} + lost {counts.Lost:#,0} + still in the ring {counts.InRing:#,0}");
        if (counts.Lost > 0 && errors.SequenceGaps == 0)
            faults.Add($"{counts.Lost:#,0} events were lost and no stage noticed a gap");
    }

    // Only a run that came to its end has to have its whole schedule. Refused events are counted, refused updates are not.
    private static void Closure(CountResults counts, List<string> faults)
    {
        if (counts.ScheduledUpdates is not { } scheduled)
            return;
        if (counts.DeclaredUpdates is { } declared && declared != scheduled)
            faults.Add($"counting does not close: the schedule has {scheduled:#,0} updates, the feed says {declared:#,0}");
        var missing = scheduled - counts.WrittenUpdates;
        if (missing < 0 || missing > counts.Refused)
            faults.Add($"counting does not close: scheduled {scheduled:#,0} updates, written {counts.WrittenUpdates:#,0}, refused {counts.Refused:#,0} events");
    }

    private static void Schedule(RunResults results, ValidityFacts facts, List<string> faults)
    {
        // A ring that was full in the measured time is the readers' doing: then the missing rate is a result, not a fault of the generator.
        if (results.Errors.MeasuredBufferOverflows > 0)
            return;
        var throughput = results.Throughput;
        var kept = Achievement.Percent(throughput.TotalTrades + throughput.TotalOrderbookUpdates, 1, throughput.ScheduledTrades + throughput.ScheduledOrderbookUpdates, 1);
        if (kept < LeastScheduleKeptPercent)
            faults.Add($"the generator could not keep its schedule: {kept:0.0} % of it was written while no ring was full, needed: {LeastScheduleKeptPercent} %");
        var budgetNs = LagBudgetNs + facts.ArrivalQuantumNs;
        if (results.Latency.Lag.P99Ns > budgetNs)
            faults.Add($"the generator could not keep its schedule: lag P99 is {results.Latency.Lag.P99Ns / 1e6:#,0} ms while no ring was full, allowed: {budgetNs / 1e6:#,0} ms");
    }
}
