using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class LinePingPongTests
{
    [Fact]
    public void Measure_OnThisMachine_IsATimeOrNothing()
    {
        // On a busy or single-core machine there is nothing to measure, and it says so.
        var ns = LinePingPong.Measure();

        Assert.True(ns is null or > 0, $"{ns}");
    }
}
