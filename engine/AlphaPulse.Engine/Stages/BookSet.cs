using AlphaPulse.MarketData;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Engine.Stages;

/// <summary>
/// The books of a run, and which of them are stale: not what the venue has, until its next snapshot. Used by the book stage's thread,
/// before that by who prepares it; <see cref="StaleOn"/> from any thread.
/// </summary>
internal sealed class BookSet
{
    private readonly InstrumentDirectory _instruments;
    private readonly BookCounters _counters;
    private readonly Clock _clock;
    private readonly InstrumentBook[] _books;
    private readonly int[] _ringOf;
    private readonly int[] _staleOn;
    private int _stale;

    /// <param name="instruments">All instruments of the run.</param>
    /// <param name="rings">Names of the rings by index: each is its venue's.</param>
    /// <param name="counters">Where to count.</param>
    /// <param name="clock">The run's clock.</param>
    public BookSet(InstrumentDirectory instruments, IReadOnlyList<string> rings, BookCounters counters, Clock clock)
    {
        (_instruments, _counters, _clock) = (instruments, counters, clock);
        _books = [.. instruments.All.Select(i => new InstrumentBook(i))];
        _ringOf = [.. instruments.All.Select(i => rings.ToList().IndexOf(i.VenueName))];
        _staleOn = new int[rings.Count];
    }

    /// <summary>By the instruments' ids.</summary>
    public InstrumentBook[] All => _books;

    /// <summary>Stale books of a ring.</summary>
    public int StaleOn(int ring) => Volatile.Read(ref _staleOn[ring]);

    /// <summary>Marks the books of a ring as stale, but for those whose last complete snapshot lies behind a place.</summary>
    /// <param name="ring">Index of the ring.</param>
    /// <param name="sequence">The place; <see cref="long.MaxValue"/> for all books.</param>
    /// <returns>How many became stale.</returns>
    public int Distrust(int ring, long sequence)
    {
        var marked = 0;
        for (var i = 0; i < _books.Length; i++)
        {
            if (_ringOf[i] != ring || _books[i].IsStale || _books[i].SnapshotSequence >= sequence)
                continue;
            _books[i].DistrustUntilSnapshot();
            Changed(_books[i], wasStale: false);
            marked++;
        }

        return marked;
    }

    /// <summary>Throws all books away: what a stage that failed in the middle of an event left in them is not known.</summary>
    public void StartAnew()
    {
        for (var i = 0; i < _books.Length; i++)
        {
            var wasStale = _books[i].IsStale;
            var staleSinceNs = _books[i].StaleSinceNs;
            var isSeen = _books[i].IsSeen;
            _books[i] = new InstrumentBook(_instruments[(uint)i]) { IsSeen = isSeen, StaleSinceNs = staleSinceNs };
            _books[i].DistrustUntilSnapshot();
            Changed(_books[i], wasStale);
        }
    }

    /// <summary>Applies an event that lies before the first one of the stage: counted nowhere. False if it is of no instrument.</summary>
    public bool Restore(in MarketEvent e, long sequence)
    {
        var instrument = e.InstrumentId;
        if (instrument >= (uint)_books.Length || _books[instrument].Venue != e.Venue)
            return false;
        var state = _books[instrument];
        var wasStale = state.IsStale;
        _ = state.Book.Apply(e);
        if (e.Kind >= EventKind.SnapshotBegin)
            _ = state.Note(e, sequence);
        if (e.IsLastOfUpdate)
        {
            state.Book.EndUpdate();
            _ = state.EndUpdate();
        }

        Changed(state, wasStale);
        return true;
    }

    /// <summary>To be called after what may have changed whether a book is stale.</summary>
    public void Changed(InstrumentBook state, bool wasStale)
    {
        if (state.IsStale == wasStale)
            return;
        _stale += state.IsStale ? 1 : -1;
        _counters.Stale.Set(_stale);
        if (state.IsStale)
        {
            state.StaleSinceNs = _clock.NowNs();
        }
        else
        {
            _counters.Resyncs.Increment();
            _counters.StaleNs.Add(_clock.NowNs() - state.StaleSinceNs);
        }

        var ring = _ringOf[state.Book.InstrumentId];
        if (ring >= 0)
            Volatile.Write(ref _staleOn[ring], _staleOn[ring] + (state.IsStale ? 1 : -1));
    }
}
