using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AlphaPulse.EndToEnd.Tests.Reports;

/// <summary>The HTML report of a real run in a real browser.</summary>
public sealed class HtmlReportTests(ReportFixture fixture, Chromium chromium) : IClassFixture<ReportFixture>, IClassFixture<Chromium>
{
    private const int PhoneWidth = 360;
    private const string Hostile = "</script><img src=x onerror=alert(1)>\"'`${alert(2)}";

    [Fact]
    public async Task Page_OfARun_HasVerdictFirstAndNoComplaint()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);

        Assert.Matches("PASSED|FAILED|PARTIAL|INVALID|INCONCLUSIVE", await page.Page.Locator("main article > :first-child .word").InnerTextAsync());
        Assert.Contains("write P99", await page.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task OpenPage_PlantedRequestAndError_AreComplaints()
    {
        await using var page = await chromium.OpenAsync(fixture.Write("bad.html", "<html class=ready><script>console.error('planted')</script><img src='http://127.0.0.1:9/x'></html>"));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(page.ExpectNoComplaint);
    }

    [Fact]
    public async Task Charts_OfARun_AllHaveData()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);

        foreach (var (chart, series) in new[] { ("percentiles", "write"), ("percentiles", "response"), ("percentiles", "delivery"), ("percentiles", "hiccup"), ("heat", "P50"), ("heat", "P99"), ("rates", "trades"), ("rates", "due-trades"), ("achievement", "tps"), ("cpu", "feedsim"), ("memory", "feedengine"), ("memory", "all") })
        {
            var points = (await page.PathAsync(chart, series)).Split('L').Length;
            Assert.True(points > 4, $"{chart}: {series} has {points} points");
        }

        Assert.True(await page.PaintedPixelsAsync("heat") > 1_000);
        Assert.Equal("baseline, burst, recovery", string.Join(", ", await page.Plot("heat").Locator(".band-name").AllTextContentsAsync()));
        page.ExpectNoComplaint();
    }

    [Theory]
    [InlineData("percentiles", "P\\d+.*write\\s*[\\d.,]+ [nµm]?s")]
    [InlineData("heat", "P99\\s*[\\d.,]+ [nµm]?s.* of [\\d,]+")]
    [InlineData("rates", "trades\\s*[\\d,]+/s")]
    [InlineData("cpu", "feedengine\\s*[\\d.]+ %")]
    [InlineData("memory", "feedsim, private\\s*[\\d.]+ MB")]
    public async Task Hover_OverAChart_ShowsTheValuesThere(string chart, string expected)
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);

        Assert.False(await page.Tip(chart).IsVisibleAsync());
        await page.PointAsync(chart, 0.5f, 0.7f);

        Assert.Matches($"(?s){expected}", await page.Tip(chart).InnerTextAsync());
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Drag_OnATimeChart_ZoomsAllOfThemAndResets()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);
        var (rates, memory, percentiles) = (await page.PathAsync("rates", "trades"), await page.PathAsync("memory", "all"), await page.PathAsync("percentiles", "write"));

        await page.DragAsync("rates", 0.4f, 0.7f);

        Assert.NotEqual(rates, await page.PathAsync("rates", "trades"));
        Assert.NotEqual(memory, await page.PathAsync("memory", "all"));
        Assert.Equal(percentiles, await page.PathAsync("percentiles", "write"));
        Assert.True(await page.Figure("heat").Locator(".reset").IsVisibleAsync());
        await page.Figure("memory").Locator(".reset").ClickAsync();
        Assert.Equal(rates, await page.PathAsync("rates", "trades"));
        Assert.Equal(memory, await page.PathAsync("memory", "all"));
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Keys_OnAFocusedChart_ReadZoomAndReset()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);
        var before = await page.PathAsync("percentiles", "write");

        await page.Plot("percentiles").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Matches("P\\d", await page.Tip("percentiles").InnerTextAsync());
        Assert.Contains("write", await page.Plot("percentiles").Locator("[aria-live]").TextContentAsync(), StringComparison.Ordinal);
        await page.Page.Keyboard.PressAsync("+");
        Assert.NotEqual(before, await page.PathAsync("percentiles", "write"));
        await page.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(before, await page.PathAsync("percentiles", "write"));
        Assert.False(await page.Tip("percentiles").IsVisibleAsync());
    }

    [Fact]
    public async Task Legend_Pressed_HidesTheSeriesAndShowsItAgain()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);
        var key = page.Figure("percentiles").Locator(".legend .key.series-write");
        var path = page.Plot("percentiles").Locator("path[data-series=write]");

        await key.ClickAsync();
        Assert.Equal(("false", 0), (await key.GetAttributeAsync("aria-pressed"), await path.CountAsync()));
        await key.ClickAsync();
        Assert.Equal(("true", 1), (await key.GetAttributeAsync("aria-pressed"), await path.CountAsync()));
    }

    [Fact]
    public async Task Heat_EachLatency_IsAMapOfItsOwn()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);
        var painted = new List<int>();

        foreach (var latency in await page.Figure("heat").Locator(".choice button").AllAsync())
        {
            await latency.ClickAsync();
            painted.Add(await page.PaintedPixelsAsync("heat"));
        }

        Assert.Equal(6, painted.Count);
        Assert.DoesNotContain(0, painted);
        Assert.True(painted.Distinct().Count() > 2, string.Join(", ", painted));
        page.ExpectNoComplaint();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light, "light")]
    [InlineData(1280, ColorScheme.Dark, "dark")]
    [InlineData(PhoneWidth, ColorScheme.Light, "phone")]
    [InlineData(PhoneWidth, ColorScheme.Dark, "phone-dark")]
    public async Task Page_AnyWidthAndScheme_FitsAndIsReadable(int width, ColorScheme scheme, string name)
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage, width, scheme);

        Assert.Equal(width, (await page.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32());
        Assert.Equal(scheme == ColorScheme.Dark, (await page.EvaluateAsync(PageScripts.BackgroundLuminance)).GetDouble() < 0.2);
        foreach (var contrast in (await page.EvaluateAsync(PageScripts.Contrasts)).EnumerateObject())
            Assert.True(contrast.Value.GetDouble() >= 4.5, $"{contrast.Name}: {contrast.Value}");
        await page.KeepAsync($"report-{name}.png");
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Page_Printed_IsLightAndOpen()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage, scheme: ColorScheme.Dark);

        var pdf = await page.Page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true });

        Assert.True(pdf.Length > 20_000);
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True((await page.EvaluateAsync(PageScripts.BackgroundLuminance)).GetDouble() > 0.9);
        await page.KeepAsync("report-print.png");
    }

    [Fact]
    public async Task Save_Histograms_AreFilesOfHdrHistogram()
    {
        await using var page = await chromium.OpenAsync(fixture.RunPage);

        var log = await SavedAsync("hlog");
        Assert.StartsWith("#[", log, StringComparison.Ordinal);
        Assert.Contains("#[Histogram log format version 1.3]", log, StringComparison.Ordinal);
        Assert.Contains(",HIST", log, StringComparison.Ordinal);
        Assert.Contains("Tag=delivery,", log, StringComparison.Ordinal);
        var percentiles = await SavedAsync("write");
        Assert.StartsWith("       Value     Percentile TotalCount 1/(1-Percentile)\n\n", percentiles, StringComparison.Ordinal);
        Assert.Contains("#[Max     =", percentiles, StringComparison.Ordinal);

        async Task<string> SavedAsync(string key)
        {
            var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator($"button[data-save={key}]").ClickAsync());
            Assert.EndsWith(key == "hlog" ? ".hlog" : "-write.hgrm", download.SuggestedFilename, StringComparison.Ordinal);
            return await File.ReadAllTextAsync(await download.PathAsync());
        }
    }

    [Fact]
    public async Task Page_OfTwoResults_ComparesThem()
    {
        var faster = Changed("faster.json", results => results["latency"]!["write"]!["p50_ns"] = 1);
        await using var page = await chromium.OpenAsync(fixture.PageOf("both.html", fixture.Results, faster));

        Assert.Contains("2 runs side by side", await page.Page.Locator("main > section").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await page.Plot("compare").Locator("path[data-series]").CountAsync());
        Assert.Equal(2, await page.Plot("compareTime").Locator("path[data-series]").CountAsync());
        Assert.Matches("write P50.*1 ns -\\d", (await page.Page.Locator("main > section tr").Filter(new LocatorFilterOptions { HasText = "write P50" }).InnerTextAsync()).ReplaceLineEndings(" "));
        Assert.Equal(2, await page.Page.Locator("article .verdict").CountAsync());
        await page.KeepAsync("report-compared.png");
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Page_OfTextsThatAreMarkup_ShowsThem()
    {
        var hostile = Changed("hostile.json", results =>
        {
            results["warnings"] = new JsonArray(Hostile);
            results["config"]!["profile"] = Hostile;
            results["phases"]![0]!["name"] = Hostile;
            results["resources"]!["processes"]![0]!["name"] = Hostile;
            results["environment"]!["cpu_model"] = Hostile;
        });
        await using var page = await chromium.OpenAsync(fixture.PageOf("hostile.html", hostile));

        Assert.Contains($"warning: {Hostile}", await page.Page.Locator(".verdict").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Hostile, await page.Figure("cpu").Locator(".legend").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Page_OfResultsOfTheFirstVersion_ShowsWhatTheyHave()
    {
        var old = Changed("old.json", results =>
        {
            foreach (var name in new[] { "heat_map", "noise", "outliers", "endurance", "breakpoint" })
                results.AsObject().Remove(name);
            foreach (var name in new[] { "hiccup", "control_hiccup" })
                results["histograms"]!.AsObject().Remove(name);
            foreach (var interval in results["intervals"]!.AsArray())
                foreach (var name in new[] { "processes", "scheduled_trades", "scheduled_orderbook_updates", "hiccup_max_ns", "control_hiccup_max_ns", "gc_count", "gc_pause_ms", "minor_faults", "major_faults" })
                    interval!.AsObject().Remove(name);
        });
        await using var page = await chromium.OpenAsync(fixture.PageOf("old.html", old));

        Assert.NotEmpty(await page.PathAsync("percentiles", "write"));
        Assert.NotEmpty(await page.PathAsync("memory", "all"));
        Assert.Equal(0, await page.Figure("heat").CountAsync());
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Page_OfResultsThatHoldNothing_IsStillAPage()
    {
        var empty = fixture.Write("empty.json", """{"schema":"alphapulse.results/1","status":"invalid","exit_code":12,"reasons":["feedsim died"],"latency":{}}""");
        await using var page = await chromium.OpenAsync(fixture.PageOf("empty.html", empty));

        Assert.Contains("feedsim died", await page.Page.Locator(".verdict").InnerTextAsync(), StringComparison.Ordinal);
        page.ExpectNoComplaint();
    }

    [Fact]
    public async Task Pictures_OfARun_AreReadByABrowser()
    {
        var pictures = fixture.Pictures();
        var list = fixture.Write("pictures.html", $"<html class=ready>{string.Concat(pictures.Select(path => $"<img src='{Path.GetFileName(path)}'>"))}</html>");
        await using var page = await chromium.OpenAsync(list);

        var widths = await page.EvaluateAsync("[...document.images].map(image => image.naturalWidth)");

        Assert.Equal(["cpu.png", "heat-map.png", "memory.png", "percentiles.png", "rates.png"], pictures.Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.All(widths.EnumerateArray(), width => Assert.Equal(1_600, width.GetInt32()));
        await page.KeepAsync("pictures.png");
    }

    private string Changed(string name, Action<JsonNode> change)
    {
        var results = JsonNode.Parse(File.ReadAllText(fixture.Results))!;
        change(results);
        return fixture.Write(name, results.ToJsonString());
    }
}
