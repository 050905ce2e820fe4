namespace AlphaPulse.MarketData.Tests;

public class BookHashTests
{
    private static readonly (bool IsSell, long Price, long Quantity, int Orders)[] s_levels =
        [(false, 100, 5, 1), (false, 99, 7, 2), (true, 101, 5, 1), (true, 102, 1, 0), (true, long.MaxValue, long.MaxValue, int.MaxValue)];

    [Fact]
    public void Value_OfAnEmptyBook_IsZero() => Assert.Equal(0, default(BookHash).Value);

    [Fact]
    public void Value_InAnyOrderOfAdding_IsTheSame() => Assert.Equal(Of(s_levels), Of([.. s_levels.Reverse()]));

    [Fact]
    public void Remove_OfWhatWasAdded_RestoresTheValue()
    {
        var hash = default(BookHash);
        foreach (var level in s_levels)
            hash.Add(level.IsSell, level.Price, level.Quantity, level.Orders);
        hash.Remove(true, 101, 5, 1);
        Assert.Equal(Of([.. s_levels.Where(l => l.Price != 101)]), hash.Value);
    }

    [Fact]
    public void Value_WithAnySingleDifference_IsAnother()
    {
        var values = new[]
        {
            Of([(false, 100, 5, 1)]), Of([(true, 100, 5, 1)]), Of([(false, 101, 5, 1)]), Of([(false, 100, 6, 1)]), Of([(false, 100, 5, 2)]),
            Of([(false, 5, 100, 1)]), Of([(false, -100, 5, 1)]),
        };
        Assert.Equal(values.Length, values.Distinct().Count());
    }

    [Fact]
    public void Value_OfOneLevel_IsTheFormats() =>
        // Golden: venue and reader may be different programs.
        Assert.Equal(Golden(false, 100, 5, 0), Of([(false, 100, 5, 0)]));

    private static long Of((bool IsSell, long Price, long Quantity, int Orders)[] levels)
    {
        var hash = default(BookHash);
        foreach (var level in levels)
            hash.Add(level.IsSell, level.Price, level.Quantity, level.Orders);
        return hash.Value;
    }

    // The definition written out once more: SplitMix64 over price and side, quantity, orders.
    private static long Golden(bool isSell, long price, long quantity, int orders) =>
        (long)Mix(Mix(Mix((ulong)price * 2 + (isSell ? 1UL : 0)) ^ (ulong)quantity) + (ulong)orders);

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
