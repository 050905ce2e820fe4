using AlphaPulse.Telemetry.Clocks;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Clocks;

public sealed class ClockCostTests
{
    [Theory]
    [InlineData(new long[] { 0, 0, 24, 24, 48 }, 24)]
    [InlineData(new long[] { 30, 30, 32, 90 }, 2)]
    [InlineData(new long[] { 5, 100 }, 5)]
    [InlineData(new long[] { 0, 0 }, 0)]
    public void FinestStep_SortedDifferences_IsTheSmallestOfTheirSteps(long[] sorted, long expected)
    {
        Assert.Equal(expected, ClockCost.FinestStep(sorted));
    }

    [Fact]
    public void Measure_AnyClock_FindsAGranularity()
    {
        foreach (var clock in (Clock[])[Clock.Calibrate(), default])
        {
            var cost = ClockCost.Measure(clock);

            Assert.True(cost is { GranularityNs: > 0, CostNs: >= 0, FencedCostNs: >= 0 }, cost.ToString());
        }
    }
}
