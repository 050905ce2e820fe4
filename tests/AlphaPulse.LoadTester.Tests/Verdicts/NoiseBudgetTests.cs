using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Verdicts;

public sealed class NoiseBudgetTests
{
    [Theory]
    [InlineData("hiccup=250ms,steal=10,throttled=10", "hiccup=250ms,steal=10,throttled=10")]
    [InlineData("hiccup=300us", "hiccup=300us,steal=10,throttled=10")]
    [InlineData("steal=0.5%, throttled=0", "hiccup=250ms,steal=0.5,throttled=0")]
    [InlineData("hiccup=off", "hiccup=off,steal=10,throttled=10")]
    [InlineData("hiccup=off,steal=off,throttled=off", "off")]
    [InlineData("off", "off")]
    public void TryParse_Limits_KeepTheDefaultOfWhatIsNotNamed(string text, string canonical)
    {
        Assert.True(NoiseBudget.TryParse(text, out var budget, out var fault), fault);

        Assert.Equal(canonical, budget.ToString());
        Assert.True(NoiseBudget.TryParse(canonical, out var again, out _));
        Assert.Equal(budget, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hiccup")]
    [InlineData("hiccup=5")]
    [InlineData("hiccup=10ns")]
    [InlineData("hiccup=2m")]
    [InlineData("steal=101")]
    [InlineData("steal=-1")]
    [InlineData("steal=NaN")]
    [InlineData("stealing=1")]
    [InlineData("steal=1,steal=2")]
    [InlineData("steal=1,")]
    [InlineData("steal=1,off")]
    public void TryParse_AnythingElse_SaysWhatIsAllowed(string text)
    {
        Assert.False(NoiseBudget.TryParse(text, out var budget, out var fault));

        Assert.Contains("allowed: hiccup=1us to 1m, steal=0 to 100, throttled=0 to 100", fault, StringComparison.Ordinal);
        Assert.Equal(NoiseBudget.Default, budget);
    }

    [Fact]
    public void DefaultText_IsTheDefault() => Assert.Equal(NoiseBudget.DefaultText, NoiseBudget.Default.ToString());

    [Theory]
    [InlineData(250_000_000, 10.0, 6_000.0, null)]
    [InlineData(250_000_001, 0.0, 0.0, "the machine was noisier than the budget: a process that does nothing woke 250 ms late (P99), allowed: 250 ms")]
    [InlineData(600_000, 14.23, 0.0, "the machine was noisier than the budget: its host took 14.2 % of its time (steal), allowed: 10 %")]
    [InlineData(600_000, 0.0, 12_000.0, "the machine was noisier than the budget: the control group was throttled for 12,000 ms, 20 % of the measured time, allowed: 10 %")]
    public void Judge_NoiseOfARunOfAMinute_IsHeldToTheBudget(long hiccupNs, double stealPercent, double throttledMs, string? reason)
    {
        var noise = new NoiseResults { Control = new LatencySummary { Count = 120_000, P99Ns = hiccupNs }, StealPercent = stealPercent, ThrottledMs = throttledMs };
        var judged = Verdict.Judge(SampleResults.Good() with { DurationSecs = 60, Noise = noise }, SampleResults.BaselineObjectives, new ValidityFacts());

        Assert.Equal(reason is null ? RunStatus.Passed : RunStatus.Invalid, judged.Status);
        Assert.Equal(reason is null ? [] : [reason], judged.Reasons);
        Assert.Equal(RunStatus.Passed, Verdict.Judge(judged, SampleResults.BaselineObjectives, new ValidityFacts { NoiseBudget = NoiseBudget.Off }).Status);
    }

    [Fact]
    public void Judge_NoiseThatWasNotMeasured_IsNotJudged()
    {
        var strict = new NoiseBudget { HiccupP99Ns = 1_000, StealPercent = 0, ThrottledPercent = 0 };
        foreach (var noise in new[] { null, new NoiseResults() })
            Assert.Equal(RunStatus.Passed, Verdict.Judge(SampleResults.Good() with { Noise = noise }, SampleResults.BaselineObjectives, new ValidityFacts { NoiseBudget = strict }).Status);
    }

    [Fact]
    public void Judge_TwoLimitsExceeded_ToldApart()
    {
        var noise = new NoiseResults { Control = new LatencySummary { Count = 1_000, P99Ns = 290_000_000 }, StealPercent = 30 };

        Assert.Equal(2, Verdict.Judge(SampleResults.Good() with { Noise = noise }, SampleResults.BaselineObjectives, new ValidityFacts()).Reasons.Count);
    }
}
