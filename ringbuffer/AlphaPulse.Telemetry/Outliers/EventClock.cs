using System.Diagnostics.Tracing;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>
/// The relation of the runtime's event stamps to CLOCK_MONOTONIC. Within a session the stamps advance with CLOCK_MONOTONIC, but the
/// moment of the calendar that they start from is only as good as the kernel's coarse clock: off by up to a tick, 4 ms. So a few
/// collections are made at known times, and found again among the events.
/// </summary>
internal sealed class EventClock
{
    // On a busy machine a probe is as long as the waits for a core within it, and bounds the clock that badly; of nine in a row some
    // pass undisturbed.
    private const int Probes = 9;

    // The probes and the collections that others make at the same time; the search drops a choice at its first contradiction.
    private const int MostSuspensions = 24;

    // Two readings of a clock, and the rounding of stamps to 100 ns.
    private const long ToleranceNs = 1_000;

    private readonly (long BeforeNs, long AfterNs)[] _probes;

    internal EventClock(params (long BeforeNs, long AfterNs)[] probes) => _probes = probes;

    internal bool IsKnown { get; private set; }

    /// <summary>By how much the stamps are ahead of CLOCK_MONOTONIC.</summary>
    internal long AheadNs { get; private set; }

    /// <summary>How far <see cref="AheadNs"/> can be off: the probes say no more.</summary>
    internal long ErrorNs { get; private set; }

    /// <summary>Makes the collections. Events must be enabled.</summary>
    internal static EventClock Probe()
    {
        var probes = new (long, long)[Probes];
        for (var i = 0; i < Probes; i++)
        {
            var beforeNs = Clock.StopwatchNs();
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            probes[i] = (beforeNs, Clock.StopwatchNs());
        }

        return new EventClock(probes);
    }

    /// <summary>The stamp of an event, in nanoseconds since the Unix epoch.</summary>
    internal static long Read(EventWrittenEventArgs eventData) => (eventData.TimeStamp.ToUniversalTime() - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Finds the probes among the first spans; false if they are not there yet.</summary>
    internal bool TryFit(IEnumerable<SpanRecord> undated)
    {
        var suspensions = undated.Where(span => span.Kind == SpanKind.GcSuspension).Take(MostSuspensions).ToArray();
        return TryFit(suspensions, probe: 0, from: 0, least: long.MinValue, most: long.MaxValue);
    }

    // Each suspension lies within its probe, which bounds the difference of the clocks from both sides. Others may lie between them.
    private bool TryFit(SpanRecord[] suspensions, int probe, int from, long least, long most)
    {
        if (least > most + ToleranceNs)
            return false;
        if (probe == _probes.Length)
        {
            AheadNs = least + ((most - least) / 2);
            ErrorNs = Math.Max(0, (most - least) / 2) + ToleranceNs;
            return IsKnown = true;
        }

        for (var i = from; i < suspensions.Length; i++)
        {
            var (atLeast, atMost) = (suspensions[i].EndNs - _probes[probe].AfterNs, suspensions[i].StartNs - _probes[probe].BeforeNs);
            if (TryFit(suspensions, probe + 1, i + 1, Math.Max(least, atLeast), Math.Min(most, atMost)))
                return true;
        }

        return false;
    }
}
