using AlphaPulse.MarketData;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Stages;

/// <summary>What the guard stage counts, in shared memory: totals and each venue's own. Written by the guard's thread only.</summary>
internal sealed class GuardCounters
{
    private readonly SharedCounter _gaps;
    private readonly SharedCounter _duplicates;
    private readonly SharedCounter _restarts;
    private readonly SharedCounter[] _venueGaps;
    private readonly SharedCounter[] _venueDuplicates;
    private readonly SharedCounter[] _venueRestarts;

    public GuardCounters(TelemetryBuilder telemetry, InstrumentDirectory instruments)
    {
        var venues = instruments.Count == 0 ? 0 : instruments.All.Max(i => i.Venue) + 1;
        _gaps = telemetry.Counter("guard/gaps");
        _duplicates = telemetry.Counter("guard/duplicates");
        _restarts = telemetry.Counter("guard/restarts");
        _venueGaps = PerVenue(telemetry, venues, "gaps");
        _venueDuplicates = PerVenue(telemetry, venues, "duplicates");
        _venueRestarts = PerVenue(telemetry, venues, "restarts");
        BadInstruments = telemetry.Counter("guard/bad_instruments");
        Errors = telemetry.Counter("guard/handler_errors");
    }

    /// <summary>Events whose instrument does not exist, or belongs to another venue.</summary>
    public SharedCounter BadInstruments { get; }

    public SharedCounter Errors { get; }

    public void Count(SequenceVerdict verdict, ushort venue)
    {
        var (total, own) = verdict switch
        {
            SequenceVerdict.Gap => (_gaps, _venueGaps),
            SequenceVerdict.Duplicate => (_duplicates, _venueDuplicates),
            _ => (_restarts, _venueRestarts),
        };
        total.Increment();
        own[venue].Increment();
    }

    private static SharedCounter[] PerVenue(TelemetryBuilder telemetry, int venues, string metric) =>
        [.. Enumerable.Range(0, venues).Select(v => telemetry.Counter($"guard/venue.{v}.{metric}"))];
}
