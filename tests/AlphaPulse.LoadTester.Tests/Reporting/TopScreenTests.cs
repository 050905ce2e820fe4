using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.LoadTester.Watching;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class TopScreenTests
{
    private static readonly DateTime s_at = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Local);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Of_TwoRuns_IsTheGoldenScreenOfItsWidth(int width)
    {
        var view = new WatchView(s_at, "/dev/shm/alphapulse-0", [Run("run-a", venues: 3), Run("run-b", venues: 1) with { HasPipeline = false, Stages = [] }], ["run-c: prepares or ends"]);

        var lines = TopScreen.Of(view, width, height: null);

        Assert.All(lines, line => Assert.InRange(line.Text.Length, 0, width));
        Golden.Verify($"top-{width}.txt", string.Join('\n', lines.Select(line => line.Text)) + "\n");
    }

    [Theory]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(30)]
    public void Of_MoreVenuesThanLines_LeavesOutTheEmptiest(int height)
    {
        var lines = TopScreen.Of(new WatchView(s_at, "/base", [Run("run", venues: 40)], []), 80, height);

        Assert.Equal(height, lines.Count);
        Assert.Contains(lines, line => line.Text.StartsWith("  venue-40 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Text.StartsWith("  venue-01 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Text.Contains(" more that are less full", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(23, 10, false, false, true)]
    [InlineData(24, 10, true, false, false)]
    [InlineData(27, 10, true, true, false)]
    [InlineData(29, 10, true, true, true)]
    [InlineData(22, 10, false, false, false)]
    [InlineData(20, 8, false, false, false)]
    public void Of_TenVenuesOnAShortScreen_ShowsThemBeforeTheOtherSections(int height, int venues, bool stages, bool processes, bool totals)
    {
        var lines = TopScreen.Of(new WatchView(s_at, "/base", [Run("run", venues: 10)], []), 79, height);

        Assert.InRange(lines.Count, 0, height);
        Assert.Equal(venues, lines.Count(line => line.Text.StartsWith("  venue-", StringComparison.Ordinal)));
        Assert.Equal((stages, processes, totals), (Has("  stage "), Has("  process "), Has("  since the start:")));

        bool Has(string start) => lines.Any(line => line.Text.StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EnoughLines_ShowsEveryVenue()
    {
        var lines = TopScreen.Of(new WatchView(s_at, "/base", [Run("run", venues: 40)], []), 80, 60);

        Assert.Equal(40, lines.Count(line => line.Text.StartsWith("  venue-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_WhatIsWrong_IsColoured()
    {
        var run = Run("run", venues: 3);
        var faulty = run with
        {
            Venues = [run.Venues[0] with { Waiting = 60_000 }, run.Venues[1] with { Gaps = 2 }, run.Venues[2] with { IsWriterAlive = false }],
            Processes = [new ProcessView("feedsim", 12, null, 0, 0, null)],
            Totals = run.Totals with { Gaps = 2 },
        };

        var lines = TopScreen.Of(new WatchView(s_at, "/base", [faulty], []), 80, null);

        Assert.Equal([Tone.Warning, Tone.Bad, Tone.Bad], lines.Where(line => line.Text.StartsWith("  venue-", StringComparison.Ordinal)).Select(line => line.Tone));
        Assert.Contains(lines, line => line.Tone == Tone.Bad && line.Text.Contains("has ended", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Tone == Tone.Bad && line.Text.Contains("gaps 2", StringComparison.Ordinal));
        Assert.DoesNotContain(TopScreen.Of(new WatchView(s_at, "/base", [run], []), 80, null), line => line.Tone is Tone.Bad or Tone.Warning);
    }

    private static RunView Run(string name, int venues) => new()
    {
        Name = name,
        Plan = new RunPlan
        {
            Name = name,
            Clock = default(Clock).Calibration,
            Phases = [new RunPhase("run", 0, 60_000_000_000, IsMeasured: true)],
            Exchanges = venues,
            TradesPerSecond = 10_000,
            BookUpdatesPerSecond = 5_000,
        },
        Phase = "run",
        ScheduleSecs = 12.34,
        TradesPerSecond = 30_001.6,
        BookUpdatesPerSecond = 14_999.9,
        Latency = new LatencyResults
        {
            Write = new LatencySummary { Count = 45_000, P50Ns = 45, P90Ns = 198, P99Ns = 449, P999Ns = 12_345, MaxNs = 2_000_000 },
            Lag = new LatencySummary { Count = 45_000, P50Ns = 241_500, P90Ns = 440_100, P99Ns = 15_478_000, P999Ns = 1_753_100_000, MaxNs = 59_999_000_000 },
            Response = new LatencySummary { Count = 45_000, P50Ns = 241_500, P90Ns = 440_100, P99Ns = 478_000, P999Ns = null, MaxNs = 2_381_800 },
            Delivery = new LatencySummary(),
        },
        Totals = new RunTotals { Written = 12_345_678, Delivered = 12_345_600, Checked = 165 },
        HasPipeline = true,
        Venues = [.. Enumerable.Range(1, venues).Select(venue => new VenueView($"venue-{venue:00}", 26_000.4, 4_115_226, 65_536, venue * 13, "book", 0, 0, true))],
        Stages = [new StageView("guard", 78_001, 12, "venue-01", 7), new StageView("a-stage-with-a-long-name", 78_000, 26, "venue-02", 26)],
        Processes = [new ProcessView("feedsim", 30_316, 45.26, 38_100_000, 61_400_000, 3), new ProcessView("loadtester", 30_302, 1.9, 12_600_000, 54_300_000, null)],
    };
}
