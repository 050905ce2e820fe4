using AlphaPulse.Telemetry.Processes;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Processes;

public sealed class PlantedLeakTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("other:native=5")]
    [InlineData("p:something=5")]
    [InlineData("p:native=x")]
    [InlineData("p:native=-5")]
    [InlineData("p native 5")]
    public void Parse_NothingForThisProcess_PlantsNothing(string? text) => Assert.Empty(PlantedLeak.Parse(text, "p"));

    [Theory]
    [InlineData("managed", 100_000)]
    [InlineData("native", 100_000)]
    [InlineData("handles", 20)]
    public void Step_TenTimes_LeaksWhatASecondShould(string kind, long perSecond)
    {
        var leak = Assert.Single(PlantedLeak.Parse($"other:native=9,p:{kind}={perSecond}", "p"));

        var leaked = 0L;
        for (var step = 0; step < 10; step++)
            leaked = leak.Step();

        Assert.InRange(leaked, perSecond, perSecond + 8_192);
    }
}
