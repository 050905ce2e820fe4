using AlphaPulse.MarketData;

namespace AlphaPulse.Engine.Stages;

/// <summary>
/// Follows the venue sequence of one instrument. An update numbered n with step s covers (n − s, n]; it is in order iff
/// n − s is the last number seen.
/// </summary>
/// <remarks>
/// Only an update's first event is judged (all its events carry the same number). Step 0 promises nothing and is skipped.
/// A snapshot sets the number without being judged. After a Gap event the next number is taken as it comes: the source has
/// said already that something is missing. Numbers that go back are a restart if the update begins the count (n − s = 0)
/// or lies more than <see cref="LateUpdates"/> updates of its own step behind; otherwise it is a duplicate, and the last
/// number stays. A mutable struct.
/// </remarks>
internal struct SequenceTrack
{
    // Copies of an update on a second line or after a reconnection lag by a few updates, a venue that starts anew by millions.
    public const int LateUpdates = 1024;

    private long _last;
    private bool _hasLast;
    private bool _isInUpdate;

    public long Gaps { get; private set; }

    public long Duplicates { get; private set; }

    public long Restarts { get; private set; }

    /// <summary>Takes the next number as it comes.</summary>
    public void StartAnew() => (_hasLast, _isInUpdate) = (false, false);

    /// <summary>Takes the next event of the instrument.</summary>
    public SequenceVerdict Follow(in MarketEvent e)
    {
        var isFirst = !_isInUpdate;
        _isInUpdate = !e.IsLastOfUpdate;
        if (e.Kind == EventKind.Gap)
        {
            _hasLast = false;
            Gaps++;
            return SequenceVerdict.Gap;
        }

        return isFirst ? Judge(e) : SequenceVerdict.InOrder;
    }

    private SequenceVerdict Judge(in MarketEvent e)
    {
        if ((e.Flags & EventFlags.Snapshot) != 0)
        {
            _last = e.VenueSequence;
            _hasLast = true;
            return SequenceVerdict.InOrder;
        }

        if (e.SequenceStep == 0)
            return SequenceVerdict.InOrder;

        // Differences wrap, so that no number from shared memory can overflow.
        var ahead = unchecked(e.VenueSequence - e.SequenceStep - _last);
        if (!_hasLast || ahead == 0)
        {
            _last = e.VenueSequence;
            _hasLast = true;
            return SequenceVerdict.InOrder;
        }

        if (ahead > 0)
        {
            _last = e.VenueSequence;
            Gaps++;
            return SequenceVerdict.Gap;
        }

        var behind = unchecked(_last - e.VenueSequence);
        if (behind > 0 && (e.VenueSequence == e.SequenceStep || behind > (long)LateUpdates * e.SequenceStep))
        {
            _last = e.VenueSequence;
            Restarts++;
            return SequenceVerdict.Restart;
        }

        if (behind < 0)
            _last = e.VenueSequence; // covers numbers that were seen and new ones
        Duplicates++;
        return SequenceVerdict.Duplicate;
    }
}
