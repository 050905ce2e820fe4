using AlphaPulse.MarketData;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Stages;

/// <summary>What the guard stage counts, in shared memory: totals and each venue's own. Written by the guard's thread only.</summary>
internal sealed class GuardCounters
{
    private readonly SharedCounter[] _venueGaps;
    private readonly SharedCounter[] _venueDuplicates;
    private readonly SharedCounter[] _venueRestarts;

    public GuardCounters(TelemetryBuilder telemetry, InstrumentDirectory instruments)
    {
        var venues = instruments.Count == 0 ? 0 : instruments.All.Max(i => i.Venue) + 1;
        Gaps = telemetry.Counter("guard/gaps");
        Duplicates = telemetry.Counter("guard/duplicates");
        Restarts = telemetry.Counter("guard/restarts");
        _venueGaps = PerVenue(telemetry, venues, "gaps");
        _venueDuplicates = PerVenue(telemetry, venues, "duplicates");
        _venueRestarts = PerVenue(telemetry, venues, "restarts");
        BadInstruments = telemetry.Counter("guard/bad_instruments");
        Errors = telemetry.Counter("guard/handler_errors");
    }

    public SharedCounter Gaps { get; }

    public SharedCounter Duplicates { get; }

    public SharedCounter Restarts { get; }

    /// <summary>Events whose instrument does not exist, or belongs to another venue.</summary>
    public SharedCounter BadInstruments { get; }

    public SharedCounter Errors { get; }

    public void Count(SequenceVerdict verdict, ushort venue)
    {
        var (total, own) = verdict switch
        {
            SequenceVerdict.Gap => (Gaps, _venueGaps),
            SequenceVerdict.Duplicate => (Duplicates, _venueDuplicates),
            _ => (Restarts, _venueRestarts),
        };
        total.Increment();
        own[venue].Increment();
    }

    private static SharedCounter[] PerVenue(TelemetryBuilder telemetry, int venues, string metric) =>
        [.. Enumerable.Range(0, venues).Select(v => telemetry.Counter($"guard/venue.{v}.{metric}"))];
}
