using Microsoft.Playwright;

namespace AlphaPulse.EndToEnd.Tests.Reports;

/// <summary>The browser that is installed on this machine, one for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string ExecutablePath = "/usr/bin/chromium";

    // Root, as CI is, needs --no-sandbox; the rest keeps it from asking hosts that nobody asked it for.
    private static readonly string[] s_arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(ExecutablePath))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ExecutablePath, Args = s_arguments });
    }

    /// <summary>Opens a page; skips the test where there is no browser, and fails it under CI=true.</summary>
    internal async Task<OpenPage> OpenAsync(string path, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        if (_browser is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{ExecutablePath} is missing");
            Assert.Skip($"{ExecutablePath} is missing");
        }

        var page = new OpenPage(await _browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, AcceptDownloads = true }));
        await page.GoToAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
