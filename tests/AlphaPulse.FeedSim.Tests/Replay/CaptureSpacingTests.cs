using AlphaPulse.FeedSim.Replay;
using AlphaPulse.FeedSim.Tests.Publishing;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

public sealed class CaptureSpacingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("alphapulse-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Prepare_OfACapture_LeavesTheSameTimesForThoseWhoCount()
    {
        var plan = Plan(Write("spot", Samples.Spot), ",0.5x");

        var table = CaptureSpacing.Prepare(plan, _directory)!;
        var loaded = SpacingFile.Load(plan, _directory)!;

        Assert.True(table.Count > 3);
        Assert.Equal(table.Positions.ToArray(), loaded.Positions.ToArray());
        Assert.Equal(table.Span, loaded.Span);
        Assert.All(table.Positions.ToArray(), position => Assert.InRange(position, 0, 1_600));
    }

    [Fact]
    public void Prepare_OfAnyOtherPattern_DoesNothing()
    {
        Assert.Null(CaptureSpacing.Prepare(RunPlans.Simulated("poisson", 10, 5, 0), _directory));
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("what is this\n", "", "look like none of the formats")]
    [InlineData("", "", "is empty")]
    [InlineData("34200.1,1,1,10,100,1\n", "", "two different times")]
    [InlineData("34200.1,1,1,10,100,1\n34200.2,1,2,10,100,1\n", ",binance-spot", "looks like lobster")]
    [InlineData("34200.1,1,1,10,100,1\n34200.100001,1,2,10,100,1\n", ",1000x", "updates a second, possible are")]
    public void Prepare_OfWhatCannotBeUsed_SaysWhy(string text, string arguments, string expected)
    {
        var exception = Assert.Throws<CaptureException>(() => CaptureSpacing.Prepare(Plan(Write("file", text), arguments), _directory));

        Assert.Contains(expected, exception.Message);
    }

    [Fact]
    public void Run_WithTheTimesOfACapture_SendsWhatTheScheduleHas()
    {
        var plan = Plan(Write("lobster", "34200.0,1,1,10,100,1\n34200.0,1,2,10,100,1\n34200.001,1,3,10,99,1\n34200.0012,1,4,10,98,1\n"), "");
        using var run = new TestRun(plan with { Phases = [new RunPhase("run", 0, 200_000_000, true)] });
        run.RunToEnd(out _);

        using var telemetry = run.OpenTelemetry();
        var schedule = new RunSchedule(run.Plan, SpacingTable.Recorded([0, 0, 1_000_000, 1_200_000], 1));
        Assert.Equal(schedule.TradesBefore(0, schedule.EndNs), telemetry.SumCounters("phase.0.trades"));
        Assert.Equal(schedule.BookUpdatesBefore(0, schedule.EndNs), telemetry.SumCounters("phase.0.book_updates"));
        Assert.InRange(schedule.TradesBefore(0, schedule.EndNs), 50, 10_000);
    }

    private static RunPlan Plan(string path, string arguments) => RunPlans.Simulated($"recorded:{path}{arguments}", 2, 1, 0);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
