using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Tests.Publishing;

public class UpdateStampTests
{
    [Theory]
    [InlineData(-1, 0, true)]
    [InlineData(5, 5, true)]
    [InlineData(uint.MaxValue - 1L, uint.MaxValue - 1, true)]
    [InlineData(uint.MaxValue, uint.MaxValue, false)]
    [InlineData(7_900_000_000, uint.MaxValue, false)]
    public void Delay_LongerThanItsField_LeavesThePublishTimeUnknown(long lagNs, uint delayNs, bool isKnown)
    {
        var e = new MarketEvent { PublishDelayNs = UpdateStamp.Delay(lagNs) };
        Assert.Equal((delayNs, isKnown), (e.PublishDelayNs, e.IsPublishTimeKnown));
    }
}
