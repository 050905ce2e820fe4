using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Binance;

/// <summary>
/// Brings one symbol's depth updates and snapshot together, by the venue's rules:
/// <list type="number">
/// <item>Updates are kept until a snapshot with id L is there.</item>
/// <item>Spot drops updates with u ≤ L; the first applied one has U ≤ L + 1 ≤ u; then every U is the previous u + 1.</item>
/// <item>Futures drop updates with u &lt; L; the first applied one has U ≤ L ≤ u; then every pu is the previous u.</item>
/// <item>Any break is a gap: the book is void, and the same starts again with the next snapshot that fits.</item>
/// </list>
/// </summary>
internal sealed class DepthSync(TapeBuilder tape, TapeInstrument instrument, bool isFutures)
{
    private readonly Queue<DepthDiff> _waiting = new();
    private DepthSnapshot? _snapshot;
    private bool _isInSync;
    private long _lastFinalId;
    private long _lastSequence;
    private long _oldestTickerId;

    public TapeInstrument Instrument => instrument;

    public BookTickers Tickers { get; } = new();

    public long Gaps { get; private set; }

    /// <summary>Whether a snapshot has ever fitted.</summary>
    public bool EverInSync { get; private set; }

    public int Waiting => _waiting.Count;

    public bool IsInSync => _isInSync;

    /// <summary>Whether one of the kept updates covers the snapshot's id.</summary>
    public bool Covers(long lastUpdateId) => _waiting.Any(d => d.FirstId <= lastUpdateId + 1 && lastUpdateId <= d.FinalId);

    public void Accept(BinanceMessage message)
    {
        if (_isInSync && Continues(message.FirstId, message.PreviousFinalId))
        {
            Apply(message.FinalId, message.VenueTimeNs, message.Levels);
            return;
        }

        Accept(new DepthDiff(message.FirstId, message.FinalId, message.PreviousFinalId, message.VenueTimeNs, [.. message.Levels]));
    }

    public void Accept(DepthSnapshot snapshot)
    {
        // While in sync it is only kept: it may be what the next gap needs.
        _snapshot = snapshot;
        if (!_isInSync)
            TrySync();
    }

    /// <summary>Ends a stream that never had a usable snapshot: all of it is one gap.</summary>
    public void GiveUp() => BreakOff(_waiting.Peek().VenueTimeNs);

    private void Accept(DepthDiff diff)
    {
        if (_isInSync)
        {
            if (Continues(diff.FirstId, diff.PreviousFinalId))
            {
                Apply(diff.FinalId, diff.VenueTimeNs, diff.Levels);
                return;
            }

            BreakOff(diff.VenueTimeNs);
        }

        _waiting.Enqueue(diff);
        if (_snapshot is not null)
            TrySync();
    }

    private bool Continues(long firstId, long previousFinalId) =>
        isFutures ? previousFinalId == _lastFinalId : firstId == _lastFinalId + 1;

    private void TrySync()
    {
        var id = _snapshot!.LastUpdateId;
        while (_waiting.TryPeek(out var old) && (isFutures ? old.FinalId < id : old.FinalId <= id))
            _waiting.Dequeue();
        if (!_waiting.TryPeek(out var first))
            return;
        var snapshot = _snapshot;
        _snapshot = null;
        if (first.FirstId > (isFutures ? id : id + 1))
            return;
        _isInSync = EverInSync = true;
        // Spot snapshots carry no time of their own.
        Emit(snapshot, snapshot.VenueTimeNs != 0 ? snapshot.VenueTimeNs : first.VenueTimeNs);
        var rest = _waiting.ToArray();
        _waiting.Clear();
        Apply(first.FinalId, first.VenueTimeNs, first.Levels);
        for (var i = 1; i < rest.Length; i++)
            Accept(rest[i]);
    }

    private void Emit(DepthSnapshot snapshot, long venueTimeNs)
    {
        tape.Add(instrument, EventKind.SnapshotBegin);
        foreach (var level in snapshot.Levels)
            tape.Add(instrument, EventKind.Level, level.Price, level.Quantity, level.IsSell);
        tape.Add(instrument, EventKind.SnapshotEnd);
        tape.Commit(venueTimeNs, snapshot.LastUpdateId, sequenceStep: 0, EventFlags.Snapshot);
        _lastFinalId = _lastSequence = snapshot.LastUpdateId;
    }

    private void Apply(long finalId, long venueTimeNs, IReadOnlyList<BookLevel> levels)
    {
        _lastFinalId = finalId;
        // Without a level there is no event; the next update's step then covers this one's ids too.
        if (levels.Count == 0)
            return;
        for (var i = 0; i < levels.Count; i++)
            tape.Add(instrument, EventKind.Level, levels[i].Price, levels[i].Quantity, levels[i].IsSell);
        Tickers.Expect(tape.Count + levels.Count, finalId, _oldestTickerId);
        tape.Add(instrument, EventKind.None);
        tape.Add(instrument, EventKind.None);
        tape.Commit(venueTimeNs, finalId, finalId - _lastSequence);
        _lastSequence = finalId;
    }

    private void BreakOff(long venueTimeNs)
    {
        _isInSync = false;
        _oldestTickerId = _lastFinalId + 1;
        Gaps++;
        tape.Add(instrument, EventKind.Gap);
        tape.Commit(venueTimeNs);
    }
}
