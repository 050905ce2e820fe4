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
    private readonly InstrumentBook[] _books;
    private readonly BookCounters _counters;
    private readonly Clock _clock;
    private PhaseCursor _phases;

    /// <param name="books">One for each instrument of the run, by id.</param>
    /// <param name="counters">Where to count and measure.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="phases">The plan's phases.</param>
    /// <param name="origin">When the plan's schedule began.</param>
    public BookStage(InstrumentBook[] books, BookCounters counters, Clock clock, IReadOnlyList<RunPhase> phases, ScheduleOrigin origin)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counters.PhaseEvents.Length, phases.Count);
        _books = books;
        _counters = counters;
        _clock = clock;
        _phases = new PhaseCursor(phases, origin);
    }

    public void OnEvent(in MarketEvent data, int ring, long sequence, bool endOfBatch)
    {
        _counters.TotalEvents.Increment();
        var phase = _phases.PhaseOf(data.IntendedNs);
        if (phase >= 0)
            _counters.PhaseEvents[phase].Increment();

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
        if (data.IsLastOfUpdate)
            Deliver(state, data, phase);
        if (data.Kind >= EventKind.SnapshotBegin)
            Count(state.Note(data));
        if (data.IsLastOfUpdate)
            EndUpdate(state);
    }

    private readonly void Deliver(InstrumentBook state, in MarketEvent last, int phase)
    {
        state.Book.EndUpdate();
        // Fenced: the reading must not move before the book's loads. Publish time is read before the claim, so delivery
        // includes the write: it is never better than it was. Comparisons come after it: they are not part of a feed.
        if (phase >= 0)
            _counters.PhaseDelivery[phase].RecordValue(_clock.NowNsFenced() - last.PublishNs);
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
