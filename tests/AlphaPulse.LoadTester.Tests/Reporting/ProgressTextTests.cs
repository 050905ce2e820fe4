using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class ProgressTextTests
{
    private static readonly IntervalResults s_interval = new() { Trades = 30_000, OrderbookUpdates = 15_000, WriteP50Ns = 41, WriteP99Ns = 341, WriteMaxNs = 12_345, DeliveryP50Ns = 900, DeliveryP99Ns = null, CpuPercent = 8.25, MemoryMb = 87 };

    [Theory]
    [InlineData(0, "[00:00:00] [----------------------------------------] 0/60 s, 00:01:00 left")]
    [InlineData(15.7, "[00:00:15] [##########------------------------------] 15/60 s, 00:00:44 left")]
    [InlineData(60, "[00:01:00] [########################################] 60/60 s, 00:00:00 left")]
    [InlineData(61, "[00:01:00] [########################################] 60/60 s, 00:00:00 left")]
    public void Bar_OfARun_ShowsElapsedAndRemaining(double elapsed, string expected) =>
        Assert.Equal(expected, ProgressText.Bar(new ProgressView("run", elapsed, 60, null, 0), 80));

    [Theory]
    [InlineData("warm-up", 1, "phase     warm-up")]
    [InlineData("run", 4, "phase     run, after 2 s of warm-up")]
    public void Lines_WithAWarmUp_SayWhatTheTotalHolds(string phase, double elapsed, string expected) =>
        Assert.Equal(expected, ProgressText.Lines(new ProgressView(phase, elapsed, 12, null, 0, WarmupSecs: 2))[0]);

    [Theory]
    [InlineData(80, 21)]
    [InlineData(80, 86_402)]
    [InlineData(80, 604_860)]
    [InlineData(60, 86_402)]
    public void Bar_AnyLength_FitsTheTerminal(int width, double total)
    {
        foreach (var elapsed in (double[])[0, total / 2, total])
            Assert.InRange(ProgressText.Bar(new ProgressView("recovery", elapsed, total, null, 0, WarmupSecs: 60), width).Length, 50, width);
        Assert.All(ProgressText.Lines(new ProgressView("recovery", total / 2, total, s_interval, 1, WarmupSecs: 60)), line => Assert.InRange(line.Length, 1, 78));
    }

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
    public void Bar_OfAReplay_ShowsElapsedOnly() => Assert.Equal("[00:00:05] replay", ProgressText.Bar(new ProgressView("replay", 5, null, null, 0), 80));

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
