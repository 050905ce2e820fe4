namespace AlphaPulse.Engine.Books;

/// <summary>
/// Levels of one side in an array sorted by rank with the best (lowest) at the end, so that a change near the best moves
/// few bytes. Holds what lies outside a <see cref="TickWindow"/>. Grows by doubling, to a bound.
/// </summary>
internal sealed class SortedLevels
{
    private readonly int _maxLevels;
    private long[] _ranks;
    private long[] _quantities;
    private int[] _orders;

    public SortedLevels(int capacity, int maxLevels)
    {
        _maxLevels = maxLevels;
        _ranks = new long[capacity];
        _quantities = new long[capacity];
        _orders = new int[capacity];
    }

    public int Count { get; private set; }

    /// <summary>Rank of the best level; only where <see cref="Count"/> is not 0.</summary>
    public long BestRank => _ranks[Count - 1];

    public long RankAt(int position) => _ranks[position];

    public long QuantityAt(int position) => _quantities[position];

    public int OrdersAt(int position) => _orders[position];

    /// <summary>Position of a rank, or the complement of the position where it would have to be inserted.</summary>
    public int Find(long rank)
    {
        var ranks = _ranks;
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (ranks[middle] > rank)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Count && ranks[low] == rank ? low : ~low;
    }

    /// <summary>Replaces a level's content.</summary>
    public void SetAt(int position, long quantity, int orders)
    {
        _quantities[position] = quantity;
        _orders[position] = orders;
    }

    /// <summary>Inserts a level. False: the bound is reached and nothing changed.</summary>
    public bool TryInsert(int position, long rank, long quantity, int orders)
    {
        if (Count == _ranks.Length && !TryGrow())
            return false;
        var behind = Count - position;
        if (behind > 0)
        {
            Array.Copy(_ranks, position, _ranks, position + 1, behind);
            Array.Copy(_quantities, position, _quantities, position + 1, behind);
            Array.Copy(_orders, position, _orders, position + 1, behind);
        }

        _ranks[position] = rank;
        _quantities[position] = quantity;
        _orders[position] = orders;
        Count++;
        return true;
    }

    public void RemoveAt(int position)
    {
        Count--;
        var behind = Count - position;
        if (behind == 0)
            return;
        Array.Copy(_ranks, position + 1, _ranks, position, behind);
        Array.Copy(_quantities, position + 1, _quantities, position, behind);
        Array.Copy(_orders, position + 1, _orders, position, behind);
    }

    public void Clear() => Count = 0;

    private bool TryGrow()
    {
        var capacity = Math.Min(Math.Max(_ranks.Length * 2, 16), _maxLevels);
        if (capacity <= _ranks.Length)
            return false;
        Array.Resize(ref _ranks, capacity);
        Array.Resize(ref _quantities, capacity);
        Array.Resize(ref _orders, capacity);
        return true;
    }
}
