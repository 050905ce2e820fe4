using System.Text.Json;
using Microsoft.Playwright;

namespace AlphaPulse.EndToEnd.Tests.Reports;

/// <summary>A report in the browser: what it complained about, what it asked the network for, and its charts.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    // Beside the tests' other output, which git ignores.
    private static readonly string s_artifacts = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artifacts")).FullName;

    private readonly List<string> _complaints = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Complain($"console: {message.Text}");
        page.PageError += (_, error) => Complain($"error: {error}");
        page.Dialog += (_, dialog) => Complain($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (request.Url != page.Url && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.IsNavigationRequest)
                Complain($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    public ILocator Figure(string chart) => Page.Locator($"figure[data-chart={chart}]").First;

    public ILocator Plot(string chart) => Figure(chart).Locator(".plot");

    public ILocator Tip(string chart) => Figure(chart).Locator(".tip");

    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync($"file://{path}");
        await Page.Locator("html.ready").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    /// <summary>Neither a message on the console nor an exception, dialog or request.</summary>
    public void ExpectNoComplaint()
    {
        lock (_complaints)
            Assert.Empty(_complaints);
    }

    /// <summary>The path of a series, which changes with zoom and data.</summary>
    public async Task<string> PathAsync(string chart, string series) =>
        await Plot(chart).Locator($"path[data-series='{series}']").GetAttributeAsync("d") ?? "";

    /// <summary>Moves the pointer to a place within a chart, as shares of its width and height.</summary>
    public async Task PointAsync(string chart, float x, float y)
    {
        await Plot(chart).ScrollIntoViewIfNeededAsync();
        var box = (await Plot(chart).BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width * x), box.Y + (box.Height * y));
    }

    public async Task DragAsync(string chart, float from, float to)
    {
        await PointAsync(chart, from, 0.5f);
        await Page.Mouse.DownAsync();
        await PointAsync(chart, (from + to) / 2, 0.5f);
        await PointAsync(chart, to, 0.5f);
        await Page.Mouse.UpAsync();
    }

    /// <summary>How many pixels of a chart's canvas have been painted.</summary>
    public async Task<int> PaintedPixelsAsync(string chart) => await Plot(chart).Locator("canvas").EvaluateAsync<int>(
        "canvas => { const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; let painted = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 0) painted++; return painted; }");

    /// <summary>What an expression of the page's language is, as JSON.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        using var document = JsonDocument.Parse(await Page.EvaluateAsync<string>($"JSON.stringify({expression})"));
        return document.RootElement.Clone();
    }

    /// <summary>Keeps a picture of the whole page for people.</summary>
    public async Task KeepAsync(string name)
    {
        var path = Path.Combine(s_artifacts, name);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        Assert.True(new FileInfo(path).Length > 10_000, $"{path} shows next to nothing");
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    private void Complain(string text)
    {
        lock (_complaints)
            _complaints.Add(text);
    }
}
