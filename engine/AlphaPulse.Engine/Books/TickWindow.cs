using System.Numerics;

namespace AlphaPulse.Engine.Books;

/// <summary>
/// A stretch of consecutive ticks as an array of totals, with one bit a tick for "something rests here" and one summary
/// bit per 64 of those, so that the next occupied tick is found by counting zeros instead of walking over empty ones.
/// A mutable struct: it lives inside a <see cref="BookSide"/> and is never copied.
/// </summary>
internal struct TickWindow
{
    public const int None = -1;

    private readonly long _tickSize;
    private readonly ulong _reciprocal;
    private readonly ulong _span;
    private readonly int _ticks;
    private readonly long[] _quantities;
    private readonly int[] _orders;
    private readonly ulong[] _occupied;
    private readonly ulong[] _summary;
    private long _base;
    private int _first;

    /// <param name="tickSize">Price units of one tick; at least 1.</param>
    /// <param name="ticks">Length of the window, a power of two; halved until the window's span is far from overflow.</param>
    /// <param name="countsOrders">Whether levels carry a number of orders.</param>
    public TickWindow(long tickSize, int ticks, bool countsOrders)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tickSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ticks, 1);
        while (ticks > 1 && tickSize > (1L << 61) / ticks)
            ticks /= 2;

        _tickSize = tickSize;
        _ticks = ticks;
        _span = (ulong)tickSize * (ulong)ticks;
        // Division by the tick size as a multiplication: exact for every multiple of the tick size inside the window,
        // because there (index * (reciprocal * tickSize - 2^64)) stays below span < 2^64.
        _reciprocal = tickSize == 1 ? 0 : (ulong.MaxValue / (ulong)tickSize) + 1;
        _quantities = new long[ticks];
        _orders = countsOrders ? new int[ticks] : [];
        _occupied = new ulong[(ticks + 63) / 64];
        _summary = new ulong[(_occupied.Length + 63) / 64];
        _first = None;
    }

    /// <summary>Number of occupied ticks.</summary>
    public int Count { get; private set; }

    /// <summary>Index of the lowest occupied tick, or <see cref="None"/>.</summary>
    public readonly int First => _first;

    public readonly int Ticks => _ticks;

    public readonly long RankAt(int index) => _base + (index * _tickSize);

    public readonly long QuantityAt(int index) => _quantities[index];

    public readonly int OrdersAt(int index) => _orders.Length == 0 ? 0 : _orders[index];

    /// <summary>Index of the tick at or below a rank, which may lie outside the window.</summary>
    public readonly long TickOf(long rank) => (AlignDown(rank) - _base) / _tickSize;

    /// <summary>Moves an empty window so that a rank lies at a quarter of it: there is room for better prices in front.</summary>
    public void PlaceAround(long rank) => _base = AlignDown(rank) - (_ticks / 4 * _tickSize);

    /// <summary>False: the rank is outside the window, or between two ticks.</summary>
    public readonly bool TryIndex(long rank, out int index)
    {
        var offset = (ulong)(rank - _base);
        if (offset >= _span)
        {
            index = None;
            return false;
        }

        if (_tickSize == 1)
        {
            index = (int)offset;
            return true;
        }

        var quotient = Math.BigMul(offset, _reciprocal, out _);
        index = (int)quotient;
        return quotient * (ulong)_tickSize == offset;
    }

    public void Set(int index, long quantity)
    {
        ref var slot = ref _quantities[index];
        var before = slot;
        slot = quantity;
        if ((before == 0) == (quantity == 0))
            return;
        if (quantity != 0)
            Occupy(index);
        else
            Vacate(index);
    }

    public void Set(int index, long quantity, int orders)
    {
        if (_orders.Length != 0)
            _orders[index] = orders;
        Set(index, quantity);
    }

    /// <summary>Lowest occupied tick at or after an index, or <see cref="None"/>.</summary>
    public readonly int NextFrom(int index)
    {
        var word = index >> 6;
        if (word >= _occupied.Length)
            return None;
        var bits = _occupied[word] & (ulong.MaxValue << index);
        if (bits != 0)
            return (word << 6) + BitOperations.TrailingZeroCount(bits);

        word++;
        var group = word >> 6;
        if (group >= _summary.Length)
            return None;
        bits = _summary[group] & (ulong.MaxValue << word);
        while (bits == 0)
        {
            if (++group == _summary.Length)
                return None;
            bits = _summary[group];
        }

        word = (group << 6) + BitOperations.TrailingZeroCount(bits);
        return (word << 6) + BitOperations.TrailingZeroCount(_occupied[word]);
    }

    /// <summary>Highest occupied tick, or <see cref="None"/>.</summary>
    public readonly int Last()
    {
        for (var group = _summary.Length - 1; group >= 0; group--)
        {
            if (_summary[group] == 0)
                continue;
            var word = (group << 6) + 63 - BitOperations.LeadingZeroCount(_summary[group]);
            return (word << 6) + 63 - BitOperations.LeadingZeroCount(_occupied[word]);
        }

        return None;
    }

    /// <summary>Empties the window; costs what is in it, not its length.</summary>
    public void Clear()
    {
        for (var index = _first; index != None; index = NextFrom(index + 1))
        {
            _quantities[index] = 0;
            if (_orders.Length != 0)
                _orders[index] = 0;
        }

        Array.Clear(_occupied);
        Array.Clear(_summary);
        _first = None;
        Count = 0;
    }

    private void Occupy(int index)
    {
        _occupied[index >> 6] |= 1UL << index;
        _summary[index >> 12] |= 1UL << (index >> 6);
        Count++;
        if ((uint)index < (uint)_first) // None is the largest unsigned value
            _first = index;
    }

    private void Vacate(int index)
    {
        if ((_occupied[index >> 6] &= ~(1UL << index)) == 0)
            _summary[index >> 12] &= ~(1UL << (index >> 6));
        Count--;
        if (index == _first)
            _first = NextFrom(index + 1);
    }

    private readonly long AlignDown(long rank)
    {
        var above = rank % _tickSize;
        return rank - (above < 0 ? above + _tickSize : above);
    }
}
