using AlphaPulse.LoadTester.Suites;

namespace AlphaPulse.LoadTester.Tests.Suites;

public sealed class PerformanceScoreTests
{
    [Theory]
    [InlineData(10, 500, 1_000, 100)]
    [InlineData(5, 250, 2_000, 100)]
    [InlineData(20, 500, 1_000, 83.3)]
    [InlineData(10, 1_000, 1_000, 83.3)]
    [InlineData(10, 500, 500, 83.3)]
    [InlineData(20, 1_000, 500, 50)]
    [InlineData(1_000_000, 1e9, 1e-3, 0)]
    public void Of_TimeMemoryAndRate_IsTheMeanOfCappedRatios(double secs, double memoryMb, double rate, double expected) =>
        Assert.Equal(expected, PerformanceScore.Of(secs, 10, memoryMb, 500, rate, 1_000));

    [Theory]
    [InlineData(0, 100, 1_000)]
    [InlineData(10, 0, 1_000)]
    [InlineData(10, 100, 0)]
    [InlineData(double.NaN, 100, 1_000)]
    [InlineData(10, 100, double.NaN)]
    public void Of_NothingMeasured_Is0(double secs, double memoryMb, double rate) => Assert.Equal(0, PerformanceScore.Of(secs, 10, memoryMb, 500, rate, 1_000));

    [Fact]
    public void Of_AlmostAll_IsCutAndNotRoundedUp() => Assert.Equal(99.9, PerformanceScore.Of(10, 10, 500, 500, 999, 1_000));

    [Theory]
    [InlineData(50_000, 100)]
    [InlineData(25_000, 83.3)]
    public void Of_NoSchedule_IsHeldAgainst50000ASecond(double rate, double expected) => Assert.Equal(expected, PerformanceScore.Of(10, 10, 500, 500, rate, scheduledRate: 0));
}
