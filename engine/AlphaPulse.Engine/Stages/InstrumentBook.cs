using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>One instrument in the book stage: its book, and whether the book may be compared with the venue now.</summary>
internal sealed class InstrumentBook(Instrument instrument)
{
    private PendingChecks _pending;
    private bool _isStale;
    private bool _isInSnapshot;

    public Book Book { get; } = new(instrument);

    public ushort Venue { get; } = instrument.Venue;

    public bool IsSeen { get; set; }

    /// <summary>False after a gap until the next snapshot, and inside a snapshot: the book is not what the venue has.</summary>
    public bool IsComparable => !_isStale && !_isInSnapshot;

    /// <summary>Takes note of an event that says something about the book as a whole.</summary>
    public void Note(in MarketEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Gap:
                _isStale = true;
                break;
            case EventKind.SnapshotBegin:
                _isInSnapshot = true;
                break;
            case EventKind.SnapshotEnd:
                // An end without a beginning says nothing about the book.
                _isStale &= !_isInSnapshot;
                _isInSnapshot = false;
                break;
            case EventKind.HashCheck or EventKind.CrcCheck or EventKind.TopCheck:
                _pending.Add(e);
                break;
        }
    }

    /// <summary>Ends an update: compares what is to be compared, if the book is comparable.</summary>
    public (int Checked, int Mismatched) EndUpdate()
    {
        if (!_pending.Any)
            return default;
        if (IsComparable)
            return _pending.Compare(Book);
        _pending.Clear();
        return default;
    }
}
