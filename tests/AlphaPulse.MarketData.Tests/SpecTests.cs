using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.MarketData.Tests;

public class SpecTests
{
    [Theory]
    [InlineData("10k", 10_000)]
    [InlineData("1.5m", 1_500_000)]
    [InlineData("1.5k", 1_500)]
    [InlineData("0", 0)]
    [InlineData("250", 250)]
    public void TryRate_OfARate_ReadsIt(string text, long expected)
    {
        Assert.True(SpecText.TryRate(text, out var rate));
        Assert.Equal(expected, rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("k")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("99999999999999999999m")]
    public void TryRate_OfAnythingElse_Refuses(string text) => Assert.False(SpecText.TryRate(text, out _));

    [Theory]
    [InlineData("500us", 500_000)]
    [InlineData("5s", 5_000_000_000)]
    [InlineData("2m", 120_000_000_000)]
    [InlineData("24h", 86_400_000_000_000)]
    [InlineData("1.5ms", 1_500_000)]
    [InlineData("7ns", 7)]
    public void TryDuration_OfADuration_ReadsItAndPrintsItBack(string text, long expected)
    {
        Assert.True(SpecText.TryDuration(text, out var ns));
        Assert.Equal(expected, ns);
        Assert.True(SpecText.TryDuration(SpecText.Duration(ns), out var again));
        Assert.Equal(ns, again);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("0.5ns")]
    [InlineData("5 parsecs")]
    public void TryDuration_OfAnythingElse_Refuses(string text) => Assert.False(SpecText.TryDuration(text, out _));

    [Theory]
    [InlineData("constant", "constant")]
    [InlineData("burst:10k,100k,5s", "burst:10000,100000,5s,20s")]
    [InlineData("burst:10k,100k,500ms,2s", "burst:10000,100000,500ms,2s")]
    [InlineData("ramp:0,1m,1h", "ramp:0,1000000,1h")]
    public void Pattern_OfItsText_PrintsWhatReadsBackEqual(string text, string printed)
    {
        Assert.True(PatternSpec.TryParse(text, out var pattern, out var fault), fault);
        Assert.Equal(printed, pattern.ToString());
        Assert.True(PatternSpec.TryParse(printed, out var again, out _));
        Assert.Equal(pattern, again);
    }

    [Theory]
    [InlineData("wave", "not a pattern")]
    [InlineData("constant:5", "not a pattern")]
    [InlineData("burst", "expected 3 to 4 values")]
    [InlineData("ramp:1,2", "expected 3 values")]
    [InlineData("burst:x,2,1s", "not two rates")]
    [InlineData("burst:1,2,soon", "not a length")]
    [InlineData("burst:1,2,0s", "not a length")]
    [InlineData("burst:1,2,5s,often", "not a period")]
    [InlineData("burst:1,2,5s,5s", "longer than the burst")]
    public void Pattern_OfAFaultyText_SaysWhatIsAllowed(string text, string expected)
    {
        Assert.False(PatternSpec.TryParse(text, out var pattern, out var fault));
        Assert.Contains(expected, fault);
        Assert.Equal(PatternSpec.Constant, pattern);
    }

    [Theory]
    [InlineData("spin", "spin")]
    [InlineData("quantum", "quantum=500us")]
    [InlineData("quantum=1ms", "quantum=1ms")]
    [InlineData("burst=16", "burst=16")]
    public void Arrival_OfItsText_PrintsWhatReadsBackEqual(string text, string printed)
    {
        Assert.True(ArrivalSpec.TryParse(text, out var arrival, out var fault), fault);
        Assert.Equal(printed, arrival.ToString());
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("spin=5")]
    [InlineData("quantum=0us")]
    [InlineData("quantum=2s")]
    [InlineData("quantum=500")]
    [InlineData("burst=0")]
    [InlineData("burst=")]
    public void Arrival_OfAFaultyText_SaysSo(string text)
    {
        Assert.False(ArrivalSpec.TryParse(text, out _, out var fault));
        Assert.NotEqual("", fault);
    }
}
