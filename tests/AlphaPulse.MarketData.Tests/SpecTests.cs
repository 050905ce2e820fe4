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
    [InlineData("constant:5k", "constant:5000")]
    [InlineData("sine:10k,5k,10s", "sine:10000,5000,10s")]
    [InlineData("sawtooth:0,5k,1m", "sawtooth:0,5000,1m")]
    [InlineData("spike:1k,50k,100ms", "spike:1000,50000,100ms,1s")]
    [InlineData("stairs:1k,9k,4,5s", "stairs:1000,9000,4,5s")]
    [InlineData("sine:10k,5k,10s+spike:0,50k,100ms,5s", "sine:10000,5000,10s+spike:0,50000,100ms,5s")]
    [InlineData("ramp:0,10k,5s@5s/constant:0@500ms/constant", "ramp:0,10000,5s@5s/constant:0@500ms/constant")]
    [InlineData("poisson", "poisson")]
    [InlineData("constant~poisson", "poisson")]
    [InlineData("constant~even", "constant")]
    [InlineData("hawkes:0.70,10ms", "hawkes:0.7,10ms")]
    [InlineData("burst:10k,100k,5s~hawkes:0.5,1ms", "burst:10000,100000,5s,20s~hawkes:0.5,1ms")]
    [InlineData("recorded:/a/b~c+d,e.csv", "recorded:/a/b~c+d,e.csv,1x")]
    [InlineData("recorded:cap.csv,2.5x,lobster", "recorded:cap.csv,2.5x,lobster")]
    [InlineData("recorded:cap.csv,lobster", "recorded:cap.csv,1x,lobster")]
    public void Pattern_OfItsText_PrintsWhatReadsBackEqual(string text, string printed)
    {
        Assert.True(PatternSpec.TryParse(text, out var pattern, out var fault), fault);
        Assert.Equal(printed, pattern.ToString());
        Assert.True(PatternSpec.TryParse(printed, out var again, out _));
        Assert.Equal(pattern, again);
    }

    [Theory]
    [InlineData("wave", "not a pattern")]
    [InlineData("constant:5,6", "expected 1 values")]
    [InlineData("burst", "expected 3 values")]
    [InlineData("sine:1k,2k,5s", "cannot be negative")]
    [InlineData("sine:2k,1k", "expected 3 values")]
    [InlineData("stairs:1k,2k,0,5s", "not a number of steps")]
    [InlineData("sawtooth:1k,2k,300h", "at most")]
    [InlineData("spike:1k,2k,5s,5s", "longer than the spike")]
    [InlineData("constant:1+wave:2", "not a pattern")]
    [InlineData("constant:1/constant:2", "needs a length")]
    [InlineData("constant:1@soon/constant:2", "not a part's length")]
    [InlineData("constant~tidy", "not a spacing")]
    [InlineData("hawkes:0.99,1ms", "not a branching ratio")]
    [InlineData("hawkes:-1,1ms", "not a branching ratio")]
    [InlineData("hawkes:0.5", "expected 2 values")]
    [InlineData("hawkes:0.5,0ms", "not a decay")]
    [InlineData("recorded:", "needs the file")]
    [InlineData("recorded:a,0x", "the speed of")]
    [InlineData("burst:1,2,5s~recorded:a", "stands alone")]
    [InlineData("ramp:1,2", "expected 3 values")]
    [InlineData("burst:x,2,1s", "not a rate")]
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
