using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Tests.Suites;

public sealed class MemoryCyclesTests
{
    [Theory]
    [InlineData(200, 219.9, 60, 60, 0, false)]
    [InlineData(200, 220, 60, 60, 0, true)]
    [InlineData(2_000, 2_099, 60, 60, 0, false)]
    [InlineData(2_000, 2_100, 60, 60, 0, true)]
    [InlineData(200, 200, 60, 159.9, 0, false)]
    [InlineData(200, 200, 60, 160, 0, true)]
    [InlineData(200, 150, 60, 50, 0, false)]
    [InlineData(200, 200, 60, 60, 1, true)]
    public void Judge_GrowthFromTheFirstToTheLast_HasItsLimits(double first, double last, double retainedFirst, double retainedLast, int left, bool isFault)
    {
        var (fault, note) = MemoryCycles.Judge([first, 1, last], [retainedFirst, 1, retainedLast], [.. Enumerable.Repeat("run", left)]);

        Assert.Equal(isFault, fault is not null);
        Assert.Contains("3 cycles", note, StringComparison.Ordinal);
    }
}
