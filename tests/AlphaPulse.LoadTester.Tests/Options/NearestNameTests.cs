using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Tests.Options;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("stress", "strss", 1)]
    [InlineData("burst", "brust", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_OfTwoWords_IsTheFewestChanges(string a, string b, int distance)
    {
        Assert.Equal(distance, NearestName.Distance(a, b));
        Assert.Equal(distance, NearestName.Distance(b, a));
    }

    [Fact]
    public void Hint_NameThatIsKnown_IsEmpty()
    {
        Assert.Equal("", NearestName.Hint("burst", ["burst", "bursts"]));
        Assert.Equal(" (did you mean 'burst'?)", NearestName.Hint("brust", ["burst", "bursts"]));
    }

    [Theory]
    [InlineData("strss", "stress")]
    [InlineData("BURST", "burst")]
    [InlineData("base", "baseline")]
    [InlineData("xyz", null)]
    public void Find_TypedName_IsTheNearestOrNone(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Find(typed, ["baseline", "stress", "burst", "endurance"]));
}
