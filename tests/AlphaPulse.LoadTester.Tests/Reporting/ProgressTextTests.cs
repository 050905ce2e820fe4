using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class ProgressTextTests
{
    private static readonly IntervalResults s_interval = new() { Trades = 30_000, OrderbookUpdates = 15_000, WriteP50Ns = 41, WriteP99Ns = 341, WriteMaxNs = 12_345, DeliveryP50Ns = 900, DeliveryP99Ns = null, CpuPercent = 8.25, MemoryMb = 87 };

    [Theory]
    [InlineData(0, "[00:00:00] [----------------------------------------] 0/60 (00:01:00) run")]
    [InlineData(15.7, "[00:00:15] [##########------------------------------] 15/60 (00:00:44) run")]
    [InlineData(60, "[00:01:00] [########################################] 60/60 (00:00:00) run")]
    [InlineData(61, "[00:01:00] [########################################] 60/60 (00:00:00) run")]
    public void Bar_OfARun_ShowsElapsedAndRemaining(double elapsed, string expected) =>
        Assert.Equal(expected, ProgressText.Bar(new ProgressView("run", elapsed, 60, null, 0)));

    [Theory]
    [InlineData("warm-up", 1, "1/12 (00:00:11) warm-up")]
    [InlineData("run", 4, "4/12 (00:00:08) run, after 2 s of warm-up")]
    public void Bar_WithAWarmUp_SaysWhatTheTotalHolds(string phase, double elapsed, string expected) =>
        Assert.EndsWith(expected, ProgressText.Bar(new ProgressView(phase, elapsed, 12, null, 0, WarmupSecs: 2)));

    [Fact]
    public void PlainDisplay_AnotherPhase_WritesALineAtOnce()
    {
        using var output = new StringWriter { NewLine = "\n" };

        new PlainDisplay(output).Show(progress =>
        {
            progress(ProgressView.Preparing("the venues' tapes"));
            progress(new ProgressView("run", 0, 60, null, 0));
        });

        Assert.Equal("00:00:00 preparing the venues' tapes …\n00:00:00 of 00:01:00 run\n", output.ToString());
    }

    [Fact]
    public void Bar_OfAReplay_ShowsElapsedOnly() => Assert.Equal("[00:00:05] replay", ProgressText.Bar(new ProgressView("replay", 5, null, null, 0)));

    [Fact]
    public void Line_OfAnInterval_HasRatesLatenciesAndResources() => Assert.Equal(
        "00:00:05 of 00:01:00 run: 30,000 trades/s, 15,000 updates/s, write P50 41 ns P99 341 ns, delivery P50 900 ns P99 n/a, CPU 8.3 %, memory 87 MB",
        ProgressText.Line(new ProgressView("run", 5, 60, s_interval, 1)));

    [Fact]
    public void Figures_OfAnIntervalOfTwoSeconds_AreRatesPerSecond()
    {
        var lines = ProgressText.Figures(new ProgressView("run", 5, 60, s_interval, 2));

        Assert.Contains("15,000 trades/s", lines[0]);
        Assert.Contains("7,500 orderbook updates/s", lines[0]);
        Assert.Empty(ProgressText.Figures(new ProgressView("run", 0, 60, null, 0)));
    }

    [Fact]
    public void PlainDisplay_ManyUpdatesWithinFiveSeconds_WritesOneLine()
    {
        using var output = new StringWriter { NewLine = "\n" };

        new PlainDisplay(output).Show(progress =>
        {
            for (var i = 0; i < 1_000; i++)
                progress(new ProgressView("run", i, 60, null, 0));
        });

        Assert.Equal("00:00:00 of 00:01:00 run\n", output.ToString());
    }
}
