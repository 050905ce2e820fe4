namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// The price levels of one side in a sorted array whose end is the best price: most activity is near the best, so
/// insertions and removals move few levels. Not thread-safe.
/// </summary>
internal sealed class BookSide
{
    // Turns "better" into "greater": bids compare by price, asks by its negative.
    private readonly long _sign;
    private PriceLevel[] _levels = new PriceLevel[32];

    public BookSide(bool isSell)
    {
        IsSell = isSell;
        _sign = isSell ? -1 : 1;
    }

    public bool IsSell { get; }

    public int Count { get; private set; }

    /// <summary>All levels, worst first, best last.</summary>
    public ReadOnlySpan<PriceLevel> Levels => _levels.AsSpan(0, Count);

    /// <summary>The best level. The side must not be empty.</summary>
    public ref PriceLevel Best => ref _levels[Count - 1];

    /// <summary>True if an order of the other side with this limit would trade with the best level.</summary>
    public bool IsReachedBy(long price) => Count > 0 && (Best.Price - price) * _sign >= 0;

    /// <summary>Index of a price, or the complement of the index at which it would be inserted.</summary>
    public int Find(long price)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = (_levels[middle].Price - price) * _sign;
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    public ref PriceLevel At(int index) => ref _levels[index];

    public ref PriceLevel Insert(int index, long price)
    {
        if (Count == _levels.Length)
            Array.Resize(ref _levels, Count * 2);
        Array.Copy(_levels, index, _levels, index + 1, Count - index);
        Count++;
        _levels[index] = new PriceLevel { Price = price, Head = -1, Tail = -1 };
        return ref _levels[index];
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_levels, index + 1, _levels, index, Count - index);
    }

    /// <summary>Total quantity at a price; 0 where nothing rests.</summary>
    public long TotalAt(long price) => Find(price) is >= 0 and var index ? _levels[index].Total : 0;
}
