using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Engine.Stages;

/// <summary>First stage: watches the venues' sequence numbers, per instrument, and counts gaps, duplicates and restarts.</summary>
internal readonly struct GuardStage : IEventHandler<MarketEvent>
{
    private readonly SequenceTrack[] _tracks;
    private readonly ushort[] _venues;
    private readonly GuardCounters _counters;
    private readonly PlantedFault _fault;

    /// <param name="instruments">All instruments of the run.</param>
    /// <param name="tracks">One for each instrument, to be looked at after the run.</param>
    /// <param name="counters">Where to count.</param>
    /// <param name="fault">What may be planted.</param>
    public GuardStage(InstrumentDirectory instruments, SequenceTrack[] tracks, GuardCounters counters, PlantedFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tracks.Length, instruments.Count);
        _tracks = tracks;
        _venues = [.. instruments.All.Select(i => i.Venue)];
        (_counters, _fault) = (counters, fault);
    }

    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        if (endOfBatch)
            _fault.Take();

        // The event comes from shared memory: its instrument is checked before it is an index.
        var instrument = data.InstrumentId;
        if (instrument >= (uint)_venues.Length || _venues[instrument] != data.Venue)
        {
            _counters.BadInstruments.Increment();
            return;
        }

        var verdict = _tracks[instrument].Follow(data);
        if (verdict != SequenceVerdict.InOrder)
            _counters.Count(verdict, data.Venue);
    }
}
