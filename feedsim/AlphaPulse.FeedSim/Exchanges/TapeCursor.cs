namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>Walks a <see cref="VenueTape"/> for ever, update by update, in the order that the schedule asks for. A mutable struct for one thread.</summary>
internal struct TapeCursor
{
    private readonly VenueTape _tape;
    private int _first;
    private int _next;
    private int _end;
    private long _phase;

    public TapeCursor(VenueTape tape)
    {
        _tape = tape;
        _phase = tape.Proportion.FirstPhase;
        StartBlock();
    }

    /// <summary>True if the next update is a trade.</summary>
    public readonly bool IsTrade => UpdateProportion.NextIsTrade(_phase);

    /// <summary>True if every book is at its base before the next update.</summary>
    public readonly bool IsAtBase => _next == _first;

    /// <summary>Index in <see cref="VenueTape.Records"/> of the next update's first record.</summary>
    public readonly int Record => _next;

    /// <summary>Index of the first record of the present block, where every book was at its base.</summary>
    public readonly int BlockRecord => _first;

    /// <summary>Goes on by the update of <paramref name="events"/> records at <see cref="Record"/>.</summary>
    public void Advance(int events)
    {
        _phase = _tape.Proportion.After(_phase, UpdateProportion.NextIsTrade(_phase));
        _next += events;
        if (_next == _end)
            StartBlock();
    }

    private void StartBlock()
    {
        ref readonly var block = ref _tape.BlockAt(_phase);
        _first = _next = block.FirstRecord;
        _end = _next + block.Records;
    }
}
