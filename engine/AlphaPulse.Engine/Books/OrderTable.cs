using System.Numerics;

namespace AlphaPulse.Engine.Books;

/// <summary>
/// Orders by id: open addressing with linear probing in a power-of-two array that is at most half full. A deletion shifts
/// later entries back instead of leaving a tombstone, so a day of adds and deletes never slows it down or makes it grow.
/// </summary>
internal sealed class OrderTable
{
    // 2^64 divided by the golden ratio: consecutive ids, which is what venues give, spread evenly (Knuth, vol. 3, 6.4).
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly int _maxOrders;
    private RestingOrder[] _places;
    private int _shift;

    /// <param name="orders">Orders that fit before the first growth; rounded up to a power of two.</param>
    /// <param name="maxOrders">Orders that are held at most.</param>
    public OrderTable(int orders, int maxOrders)
    {
        _maxOrders = maxOrders;
        _places = [];
        Allocate((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(orders, 2)) * 2);
    }

    public int Count { get; private set; }

    /// <summary>The order at a place that <see cref="Find"/> returned; valid until the table changes.</summary>
    public ref RestingOrder this[int place] => ref _places[place];

    /// <summary>Place of an order, or -1.</summary>
    public int Find(long id)
    {
        var places = _places;
        var mask = places.Length - 1;
        for (var place = HomeOf(id); !places[place].IsEmpty; place = (place + 1) & mask)
        {
            if (places[place].Id == id)
                return place;
        }

        return -1;
    }

    /// <summary>Adds an order that is not in the table. False: the bound is reached.</summary>
    public bool TryAdd(in RestingOrder order)
    {
        if (Count >= _maxOrders)
            return false;
        if (Count * 2 >= _places.Length)
            Grow();
        Insert(order);
        Count++;
        return true;
    }

    public void RemoveAt(int place)
    {
        var places = _places;
        var mask = places.Length - 1;
        var hole = place;
        for (var next = (place + 1) & mask; !places[next].IsEmpty; next = (next + 1) & mask)
        {
            // An entry may move back into the hole iff its home is not behind the hole.
            var distanceFromHome = (next - HomeOf(places[next].Id)) & mask;
            if (distanceFromHome < ((next - hole) & mask))
                continue;
            places[hole] = places[next];
            hole = next;
        }

        places[hole] = default;
        Count--;
    }

    public void Clear()
    {
        if (Count == 0)
            return;
        Array.Clear(_places);
        Count = 0;
    }

    private int HomeOf(long id) => (int)((ulong)id * Multiplier >> _shift);

    private void Insert(in RestingOrder order)
    {
        var mask = _places.Length - 1;
        var place = HomeOf(order.Id);
        while (!_places[place].IsEmpty)
            place = (place + 1) & mask;
        _places[place] = order;
    }

    private void Grow()
    {
        var old = _places;
        Allocate(old.Length * 2);
        foreach (ref readonly var order in old.AsSpan())
        {
            if (!order.IsEmpty)
                Insert(order);
        }
    }

    private void Allocate(int length)
    {
        _places = new RestingOrder[length];
        _shift = 64 - BitOperations.Log2((uint)length);
    }
}
