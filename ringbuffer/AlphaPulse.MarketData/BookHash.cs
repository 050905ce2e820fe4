namespace AlphaPulse.MarketData;

/// <summary>
/// The 64-bit state hash by which a venue and whoever rebuilt its book compare them: a sum, modulo 2^64, of one mixed
/// word per level, so the order of adding does not matter and a level can be taken out again.
/// </summary>
/// <remarks>The mixer is the finaliser of SplitMix64 (Steele, Lea, Flood 2014). A mutable struct for one thread.</remarks>
public struct BookHash
{
    private ulong _sum;

    /// <summary>The hash of all levels added so far; 0 for an empty book.</summary>
    public readonly long Value => (long)_sum;

    /// <summary>Adds one level.</summary>
    /// <param name="isSell">True for an ask level.</param>
    /// <param name="price">Price in the instrument's decimals.</param>
    /// <param name="quantity">Total resting quantity, greater than 0.</param>
    /// <param name="orders">Number of orders, or 0 where counts are not part of the comparison.</param>
    public void Add(bool isSell, long price, long quantity, int orders = 0) => _sum += LevelWord(isSell, price, quantity, orders);

    /// <summary>Takes out a level that was added with the same arguments.</summary>
    public void Remove(bool isSell, long price, long quantity, int orders = 0) => _sum -= LevelWord(isSell, price, quantity, orders);

    private static ulong LevelWord(bool isSell, long price, long quantity, int orders)
    {
        var word = Mix((ulong)price * 2 + (isSell ? 1UL : 0UL));
        word = Mix(word ^ (ulong)quantity);
        return Mix(word + (ulong)orders);
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
