using System.Runtime.CompilerServices;
using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Engine.Stages;

/// <summary>
/// Last stage: applies every event to its instrument's book and, when an update is complete, records how long its delivery
/// took and compares the book with what the venue says about it.
/// </summary>
internal struct BookStage : IEventHandler<MarketEvent>
{
    private readonly BookSet _set;
    private readonly InstrumentBook[] _books;
    private readonly PlantedFault _fault;
    private readonly BookCounters _counters;
    private readonly Clock _clock;
    private readonly bool _countsSnapshots;
    private PhaseCursor _phases;

    /// <param name="books">One for each instrument of the run.</param>
    /// <param name="counters">Where to count and measure.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="phases">The plan's phases.</param>
    /// <param name="origin">When the plan's schedule began.</param>
    /// <param name="countsSnapshots">Whether snapshots are part of their phase: in a capture they are, simulated venues repeat them beside their schedule.</param>
    /// <param name="fault">What may be planted.</param>
    public BookStage(BookSet books, BookCounters counters, Clock clock, IReadOnlyList<RunPhase> phases, ScheduleOrigin origin, bool countsSnapshots, PlantedFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counters.PhaseEvents.Length, phases.Count);
        (_set, _books, _fault) = (books, books.All, fault);
        _counters = counters;
        _clock = clock;
        _countsSnapshots = countsSnapshots;
        _phases = new PhaseCursor(phases, origin);
    }

    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        if (endOfBatch)
            _fault.Take();
        var phase = _phases.PhaseOf(data.IntendedNs);
        if (!_countsSnapshots && (data.Flags & EventFlags.Snapshot) != 0)
            phase = PhaseCursor.None;

        // The event comes from shared memory: its instrument is checked, once read, before it is an index.
        var instrument = data.InstrumentId;
        if (instrument >= (uint)_books.Length || _books[instrument].Venue != data.Venue)
        {
            _counters.BadInstruments.Increment();
            return;
        }

        var state = _books[instrument];
        var result = state.Book.Apply(data);
        if (result != ApplyResult.Applied)
            CountUnusual(result);
        if (result != ApplyResult.Invalid)
            CountConsumed(phase);
        if (data.IsLastOfUpdate)
            Deliver(state, data, phase);
        if (data.Kind >= EventKind.SnapshotBegin)
            Note(state, data, sequence);
        if (data.IsLastOfUpdate)
            EndUpdate(state);
    }

    private readonly void Deliver(InstrumentBook state, in MarketEvent last, int phase)
    {
        state.Book.EndUpdate();
        // Fenced: the reading must not move before the book's loads. Publish time is read before the claim, so delivery
        // includes the write: it is never better than it was. Comparisons come after it: they are not part of a feed.
        if (phase < 0)
            return;
        if (last.IsPublishTimeKnown)
            _counters.PhaseDelivery[phase].RecordValue(_clock.NowNsFenced() - last.PublishNs);
        else
            _counters.PhaseDeliveryUnknown[phase].Increment();
    }

    private readonly void Note(InstrumentBook state, in MarketEvent data, long sequence)
    {
        var wasStale = state.IsStale;
        Count(state.Note(data, sequence));
        _set.Changed(state, wasStale);
    }

    private readonly void CountConsumed(int phase)
    {
        _counters.TotalEvents.Increment();
        if (phase >= 0)
            _counters.PhaseEvents[phase].Increment();
    }

    private readonly void EndUpdate(InstrumentBook state)
    {
        if (!state.IsSeen)
        {
            state.IsSeen = true;
            _counters.Instruments.Increment();
        }

        Count(state.EndUpdate());
        if (state.IsComparable && state.Book.IsCrossed)
            _counters.Crossed.Increment();
    }

    private readonly void Count(CheckResult result)
    {
        if (result == CheckResult.None)
            return;
        _counters.Checked.Increment();
        if (result == CheckResult.Differs)
            _counters.Mismatched.Increment();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void CountUnusual(ApplyResult result) =>
        (result == ApplyResult.UnknownOrder ? _counters.UnknownOrders : _counters.Invalid).Increment();
}
