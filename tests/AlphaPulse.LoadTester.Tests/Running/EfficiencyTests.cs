using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class EfficiencyTests
{
    [Fact]
    public void Of_KnownRun_IsWhatWasReachedForWhatItCost()
    {
        var efficiency = Efficiency.Of(Results());

        Assert.Equal(45_000 / 12.5, efficiency.UpdatesPerSecondPerCpuPercent);
        Assert.Equal(60 / 5.0, efficiency.MemoryMbPerMillionEvents);
        Assert.Equal(0, efficiency.Failures);
    }

    [Theory]
    [InlineData(99_999_999, 99.99, 0, 0, 0, 0, true)]
    [InlineData(100_000_000, 0, 0, 0, 0, 0, false)]
    [InlineData(1, 100, 0, 0, 0, 0, false)]
    [InlineData(1, 0, 1, 0, 0, 0, false)]
    [InlineData(1, 0, 0, 1, 0, 0, false)]
    [InlineData(1, 0, 0, 0, 1, 0, false)]
    [InlineData(1, 0, 0, 0, 0, 1, false)]
    public void Of_BoundaryOfTheServiceLevel_IsMissedByOne(long p95Ns, double growthMb, long refused, long lost, long failed, long mismatched, bool meetsSla)
    {
        var results = Results();
        var efficiency = Efficiency.Of(results with
        {
            Latency = results.Latency with { Response = new LatencySummary { P95Ns = p95Ns } },
            Intervals = [new IntervalResults { MemoryMb = 50 }, new IntervalResults { MemoryMb = 50 + growthMb }],
            Errors = new ErrorResults { WriteErrors = refused, LostEvents = lost, HandlerErrors = failed },
            Books = new BookResults { Mismatched = mismatched },
        });

        Assert.Equal(meetsSla, efficiency.MeetsSla);
    }

    [Fact]
    public void Of_TooLittleToTell_IsNull()
    {
        var efficiency = Efficiency.Of(new RunResults { Intervals = [new IntervalResults { MemoryMb = 5 }] });

        Assert.Null(efficiency.UpdatesPerSecondPerCpuPercent);
        Assert.Null(efficiency.MemoryMbPerMillionEvents);
        Assert.Null(efficiency.MemoryGrowthMb);
        Assert.Null(efficiency.MeetsSla);
    }

    [Theory]
    [InlineData(2.0, 58.0)]
    [InlineData(-2.0, 0.0)]
    public void Of_ManyIntervals_GrowthIsFromTheFirstTenthToTheLast(double stepMb, double growthMb)
    {
        // Averages of intervals 0 to 2 and 29 to 31: 29 steps apart.
        var intervals = Enumerable.Range(0, 32).Select(i => new IntervalResults { MemoryMb = 100 + (i * stepMb) }).ToArray();

        Assert.Equal(growthMb, Efficiency.Of(Results() with { Intervals = intervals }).MemoryGrowthMb);
    }

    [Fact]
    public void Of_ProgramsGoneAtTheEnd_GrowthIsOfTheTimeInWhichTheyLived()
    {
        IntervalResults[] intervals =
        [
            new() { MemoryMb = 100, Processes = [[1, 60], [1, 40]] },
            new() { MemoryMb = 130, Processes = [[1, 90], [1, 40]] },
            new() { MemoryMb = 40, Processes = [[], [1, 40]] },
        ];

        Assert.Equal(30, Efficiency.Of(Results() with { Intervals = intervals }).MemoryGrowthMb);
    }

    private static RunResults Results() => new()
    {
        Throughput = new ThroughputResults { UpdatesPerSecond = 45_000, TotalEvents = 5_000_000 },
        Resources = new ResourceResults { AvgCpuPercent = 12.5, Processes = [new ProcessResults { PeakPrivateMb = 40 }, new ProcessResults { PeakPrivateMb = 20 }] },
    };
}
