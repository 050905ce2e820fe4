using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>One instrument in the book stage: its book, and whether the book may be compared with the venue now.</summary>
internal sealed class InstrumentBook(Instrument instrument)
{
    private ExpectedTop _top;
    private bool _isStale;
    private bool _isInSnapshot;
    private long _snapshotBegan = -1;

    public Book Book { get; } = new(instrument);

    public ushort Venue { get; } = instrument.Venue;

    public bool IsSeen { get; set; }

    /// <summary>Not what the venue has, until its next snapshot is complete: something was missed.</summary>
    public bool IsStale => _isStale;

    /// <summary>When it became stale, in nanoseconds of the run's clock.</summary>
    public long StaleSinceNs { get; set; }

    /// <summary>Sequence of the first event of the last complete snapshot; -1 without one.</summary>
    public long SnapshotSequence { get; private set; } = -1;

    /// <summary>False after a gap until the next snapshot is complete, and inside a snapshot: the book is not what the venue has.</summary>
    public bool IsComparable => !_isStale && !_isInSnapshot;

    /// <summary>Says that events before the first one were missed, as after a gap.</summary>
    public void DistrustUntilSnapshot() => _isStale = true;

    /// <summary>
    /// Takes note of an event that says something about the book as a whole. Hash and checksum are about the book as it is at
    /// their place in the update (one message of a venue can state several), the best prices about its end.
    /// </summary>
    /// <param name="e">The event.</param>
    /// <param name="sequence">Its sequence in the ring.</param>
    public CheckResult Note(in MarketEvent e, long sequence)
    {
        switch (e.Kind)
        {
            case EventKind.Gap:
                _isStale = true;
                break;
            case EventKind.SnapshotBegin:
                _isInSnapshot = true;
                _snapshotBegan = sequence;
                break;
            case EventKind.SnapshotEnd:
                // An end without a beginning says nothing about the book.
                if (_isInSnapshot)
                    SnapshotSequence = _snapshotBegan;
                _isStale &= !_isInSnapshot;
                _isInSnapshot = false;
                break;
            case EventKind.TopCheck:
                _top.Expect(e);
                break;
            case EventKind.HashCheck when IsComparable:
                Book.EndUpdate();
                return Book.Hash(e.Quantity, (e.Flags & EventFlags.CountsOrders) != 0) == e.Id ? CheckResult.Agrees : CheckResult.Differs;
            case EventKind.CrcCheck when IsComparable:
                Book.EndUpdate();
                return KrakenChecksum.Of(Book) == e.Id ? CheckResult.Agrees : CheckResult.Differs;
        }

        return CheckResult.None;
    }

    /// <summary>Ends an update: compares the best prices if it stated them.</summary>
    public CheckResult EndUpdate()
    {
        if (!_top.IsKnown)
            return CheckResult.None;
        var agrees = _top.Agrees(Book);
        _top = default;
        return IsComparable ? agrees ? CheckResult.Agrees : CheckResult.Differs : CheckResult.None;
    }
}
