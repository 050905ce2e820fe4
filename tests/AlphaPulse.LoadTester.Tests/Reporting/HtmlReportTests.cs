using System.Text.Json;
using System.Text.RegularExpressions;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Reporting.Html;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Reporting;

public sealed class HtmlReportTests
{
    private const int MostBytes = 5_000_000;

    [Fact]
    public void Of_EveryOutcome_IsOnePageThatNamesNoNetwork()
    {
        foreach (var run in ReportSamples.All)
        {
            var page = HtmlReport.Of([run]);

            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(src|href)\s*=\s*[""'](?!#|data:)", page);
            Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
            Assert.DoesNotContain("url(http", page, StringComparison.Ordinal);
            Assert.Contains(ReportText.Status(run.Results.Status), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_TextsThatAreMarkup_LeavesTheElementsAsTheyWere()
    {
        var tame = HtmlReport.Of([ReportSamples.Passed]);
        var page = HtmlReport.Of([ReportSamples.WithHostileTexts]);

        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Equal(Regex.Count(tame, "<b[ >]"), Regex.Count(page, "<b[ >]"));
        Assert.Contains("&lt;/script&gt;&lt;b&gt;&quot;&#39;&amp;]]&gt;", page, StringComparison.Ordinal);
        using var data = Data(page);
        Assert.StartsWith("</script><b>", data.RootElement.GetProperty("runs")[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ARun_AllowsExactlyItsOwnScriptAndStyle()
    {
        var page = HtmlReport.Of([ReportSamples.Passed]);

        Assert.Contains($"script-src {PageAssets.HashOf(Between(page, "<script>", "</script>"))}", page, StringComparison.Ordinal);
        Assert.Contains($"style-src {PageAssets.HashOf(Between(page, "<style>", "</style>"))}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Histograms_HasTheirPercentilesAndTheWholeLog()
    {
        var random = new Random(7);
        var histogram = new LongHistogram(HistogramLayout.LatencyNs);
        for (var i = 0; i < 100_000; i++)
            histogram.RecordValue((long)Math.Pow(10, 2 + (4 * random.NextDouble())));
        var run = new ReportedRun("r", SampleResults.Judged() with { Histograms = new HistogramResults { Write = HistogramEncoding.ToBase64(histogram), Delivery = HistogramEncoding.ToBase64(histogram), Lag = "HISTnonsense" } });

        using var data = Data(HtmlReport.Of([run]));

        var percentiles = data.RootElement.GetProperty("runs")[0].GetProperty("percentiles");
        Assert.Equal(JsonValueKind.Null, percentiles.GetProperty("lag").ValueKind);
        foreach (var point in percentiles.GetProperty("write").GetProperty("points").EnumerateArray())
            Assert.Equal(histogram.GetValueAtPercentile(point[0].GetDouble()), point[1].GetInt64());
        Assert.Equal(2, Regex.Count(data.RootElement.GetProperty("runs")[0].GetProperty("hlog").GetString()!, ",HIST"));
    }

    [Fact]
    public void Of_ASimulatedDay_IsBelowFiveMegabytes()
    {
        var run = new ReportedRun("endurance", SimulatedDay.Results);

        var page = HtmlReport.Of([run]);

        var bytes = System.Text.Encoding.UTF8.GetByteCount(page);
        TestContext.Current.SendDiagnosticMessage($"a day's page has {bytes:#,0} bytes");
        Assert.InRange(bytes, 100_000, MostBytes);
        using var data = Data(page);
        var heat = data.RootElement.GetProperty("runs")[0].GetProperty("heat");
        Assert.Equal(86_400, heat.GetProperty("ends").EnumerateArray().Last().GetDouble());
        Assert.InRange(heat.GetProperty("ends").GetArrayLength(), 300, 600);
    }

    [Fact]
    public void Of_ALongRunWithTrends_ShowsThemAlsoIfTheyAreNew()
    {
        var endurance = new EnduranceResults
        {
            Directory = "/var/log/ap",
            Intervals = 8_640,
            Resumes = 2,
            Outages = [new OutageResults { Secs = 12, Reason = "killed <9>" }],
            Trends = [new TrendResults { Metric = "private_bytes", Process = "feedsim", Unit = "bytes", Verdict = "trend", Level = 60e6, SlopePerHour = 5e6, Limit = 500e6, HoursToLimit = 88 }, new TrendResults { Metric = "of_tomorrow", Verdict = "steady" }],
        };

        var page = HtmlReport.Of([new ReportedRun("r", SampleResults.Judged() with { Endurance = endurance })]);

        Assert.Contains("500 MB in 88 h", page, StringComparison.Ordinal);
        Assert.Contains("of tomorrow", page, StringComparison.Ordinal);
        Assert.Contains("killed &lt;9&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ASearch_HasItsCurve()
    {
        var page = HtmlReport.Of([new ReportedRun("r", SampleResults.Judged() with { Breakpoint = new BreakpointResults { KneeUpdatesPerSecond = 1_000_000, BrokenUpdatesPerSecond = 1_100_000, Gate = "write_p99_ns", IsComplete = true, Curve = [new RateResults { UpdatesPerSecond = 1_000_000, Runs = 3, WriteP99Ns = 900 }, new RateResults { UpdatesPerSecond = 1_100_000, Runs = 3, BrokenRuns = 3, Gate = "write_p99_ns", WriteP99Ns = 9_000 }] } })]);

        Assert.Contains("breaking point: 1.00 M/s (gate: write P99)", page, StringComparison.Ordinal);
        using var data = Data(page);
        Assert.Equal(2, data.RootElement.GetProperty("runs")[0].GetProperty("breakpoint").GetArrayLength());
    }

    private static JsonDocument Data(string page) => JsonDocument.Parse(Between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
