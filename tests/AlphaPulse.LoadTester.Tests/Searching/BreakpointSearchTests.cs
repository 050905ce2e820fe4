using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Searching;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Searching;

public sealed class BreakpointSearchTests
{
    private static readonly StepRun s_held = new(null, null, new RunResults());
    private static readonly StepRun s_broken = new(Metrics.WriteP99, null, new RunResults());

    [Theory]
    [InlineData(250_000, 50_000_000, 3_400_000)]
    [InlineData(250_000, 50_000_000, 251_000)]
    [InlineData(250_000, 50_000_000, 45_000_000)]
    [InlineData(10_000_000, 50_000_000, 31_000)]
    [InlineData(1_000, 2_000, 1_500)]
    public void Run_OnAMachineWithALimit_FindsItWithinAStep(long start, long max, long limit)
    {
        var search = new BreakpointSearch(start, max, 3, rate => rate > limit ? s_broken : s_held);

        Assert.Equal(SearchEnd.Found, search.Run());
        Assert.InRange(search.Knee!.UpdatesPerSecond, limit / 1.051, limit);
        Assert.InRange(search.Above!.UpdatesPerSecond, limit, limit * 1.051);
        Assert.True(search.Knee.Runs.Count >= 3 && search.Above.Runs.Count >= 3);
        Assert.InRange(search.Levels.Sum(level => level.Runs.Count), 6, 30);
    }

    [Fact]
    public void Run_WithRunsThatBreakOrHoldByAccident_StaysWithinTenPercent()
    {
        var seed = Environment.GetEnvironmentVariable("ALPHAPULSE_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var random = new Random(seed);
        const long limit = 5_000_000;
        const int searches = 400;
        var near = 0;
        for (var i = 0; i < searches; i++)
        {
            // One run in ten is told wrong, and the limit itself moves by 2 % from run to run.
            var search = new BreakpointSearch(250_000, 50_000_000, 3, rate => rate > limit * (0.98 + (0.04 * random.NextDouble())) != random.NextDouble() < 0.1 ? s_broken : s_held);
            if (search.Run() == SearchEnd.Found && search.Knee!.UpdatesPerSecond is > limit / 110 * 100 and < limit / 100 * 110)
                near++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed} (ALPHAPULSE_SEED={seed} repeats it): {100.0 * near / searches:0.0} % of {searches} searches are within 10 % of the limit");
        Assert.InRange(near, searches * 85 / 100, searches);
    }

    [Fact]
    public void Run_WithASingleAccidentInTheRamp_GoesOn()
    {
        var runs = 0;
        var search = new BreakpointSearch(1_000_000, 50_000_000, 3, rate => ++runs == 2 || rate > 7_000_000 ? s_broken : s_held);

        Assert.Equal(SearchEnd.Found, search.Run());
        Assert.InRange(search.Knee!.UpdatesPerSecond, 6_650_000, 7_000_000);
    }

    [Fact]
    public void Run_AtTheBreakingPoint_RepeatsTheTwoRatesByTurns()
    {
        var rates = new List<long>();
        var search = new BreakpointSearch(1_000_000, 50_000_000, 7, rate =>
        {
            rates.Add(rate);
            return rate > 3_000_000 ? s_broken : s_held;
        });

        search.Run();

        Assert.Equal([search.Knee!.UpdatesPerSecond, search.Above!.UpdatesPerSecond], rates[^6..].Distinct().Order());
        Assert.NotEqual(rates[^1], rates[^2]);
        Assert.NotEqual(rates[^2], rates[^3]);
    }

    [Fact]
    public void Run_ThatNothingBreaks_EndsAtTheHighestRate()
    {
        var rates = new List<long>();
        var search = new BreakpointSearch(1_000_000, 5_000_000, 3, rate =>
        {
            rates.Add(rate);
            return s_held;
        });

        Assert.Equal(SearchEnd.NotBroken, search.Run());
        Assert.All(rates, rate => Assert.InRange(rate, 1_000_000, 5_000_000));
        Assert.InRange(search.Knee!.UpdatesPerSecond, 4_760_000, 5_000_000);
        Assert.Null(search.Above);
    }

    [Fact]
    public void Run_ThatAlwaysBreaks_GoesDownAndSaysSo()
    {
        var search = new BreakpointSearch(1_000_000, 5_000_000, 3, _ => s_broken);

        Assert.Equal(SearchEnd.BrokenAtOnce, search.Run());
        Assert.Null(search.Knee);
        Assert.InRange(search.Above!.UpdatesPerSecond, 1_000, 2_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(14)]
    public void Run_StoppedAtAnyPoint_KeepsTheCurve(int after)
    {
        var runs = 0;
        var search = new BreakpointSearch(1_000_000, 50_000_000, 3, rate => runs++ == after ? null : rate > 7_000_000 ? s_broken : s_held);

        Assert.Equal(SearchEnd.Stopped, search.Run());
        Assert.Equal(after, search.Levels.Sum(level => level.Runs.Count));
        Assert.True(search.Knee is null || search.Knee.UpdatesPerSecond <= 7_000_000);
        Assert.True(search.Above is null || search.Above.UpdatesPerSecond > 7_000_000);
    }

    [Fact]
    public void Run_WithRunsThatSayNothing_RepeatsThemAndThenGivesUp()
    {
        var fault = new StepRun(null, "feedsim died", null);
        var runs = 0;
        var search = new BreakpointSearch(1_000_000, 50_000_000, 3, rate => ++runs % 2 == 0 ? fault : rate > 7_000_000 ? s_broken : s_held);
        Assert.Equal(SearchEnd.Found, search.Run());

        var hopeless = new BreakpointSearch(1_000_000, 50_000_000, 3, _ => fault);
        Assert.Equal(SearchEnd.NoVerdict, hopeless.Run());
        Assert.Equal("feedsim died", hopeless.Fault);
        Assert.Empty(hopeless.Levels);
    }
}
