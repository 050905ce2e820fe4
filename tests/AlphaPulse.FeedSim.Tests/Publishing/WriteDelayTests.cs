using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Tests.Publishing;

public class WriteDelayTests
{
    [Theory]
    [InlineData("write-delay=4ns", true, 4)]
    [InlineData("write-delay=3.5ns", true, 3.5)]
    [InlineData("write-delay=0ns", false, 0)]
    [InlineData("write-delay=-4ns", false, 0)]
    [InlineData("write-delay=4us", false, 0)]
    [InlineData("write-delay=2000000ns", false, 0)]
    [InlineData("delay=4ns", false, 0)]
    [InlineData("", false, 0)]
    public void TryRead_Text_IsATimeOrNothing(string text, bool expected, double expectedNs)
    {
        Assert.Equal(expected, WriteDelay.TryRead(text, out var ns));
        Assert.True(!expected || ns == expectedNs, $"{ns}");
    }

    [Fact]
    public void StepsFor_LongerDelays_AreMoreTurns()
    {
        var clock = Clock.Calibrate();

        Assert.Equal(0, WriteDelay.StepsFor(0, clock));
        Assert.InRange(WriteDelay.StepsFor(20_000, clock), WriteDelay.StepsFor(50, clock) + 1, int.MaxValue);
    }
}
