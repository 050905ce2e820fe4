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
    private const int Probes = 3;

    // Two readings of a clock, and the rounding of stamps to 100 ns.
    private const long ToleranceNs = 1_000;

    private readonly (long BeforeNs, long AfterNs)[] _probes;

    internal EventClock(params (long BeforeNs, long AfterNs)[] probes) => _probes = probes;

    internal bool IsKnown { get; private set; }

    /// <summary>By how much the stamps are ahead of CLOCK_MONOTONIC.</summary>
    internal long AheadNs { get; private set; }

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
        var suspensions = undated.Where(span => span.Kind == SpanKind.GcSuspension).ToArray();
        for (var first = 0; first + _probes.Length <= suspensions.Length; first++)
        {
            // Each suspension lies within its probe, which bounds the difference of the clocks from both sides.
            var (least, most) = (long.MinValue, long.MaxValue);
            for (var i = 0; i < _probes.Length; i++)
            {
                least = Math.Max(least, suspensions[first + i].EndNs - _probes[i].AfterNs);
                most = Math.Min(most, suspensions[first + i].StartNs - _probes[i].BeforeNs);
            }

            if (least > most + ToleranceNs)
                continue;
            AheadNs = least + ((most - least) / 2);
            return IsKnown = true;
        }

        return false;
    }
}
