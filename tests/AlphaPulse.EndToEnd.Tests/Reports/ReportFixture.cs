using AlphaPulse.EndToEnd.Tests.Programs;

namespace AlphaPulse.EndToEnd.Tests.Reports;

/// <summary>One real run with a burst, its results, and the pages that are made of them.</summary>
public sealed class ReportFixture : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public ReportFixture()
    {
        Results = _sandbox.File("results.json");
        RunPage = _sandbox.File("run.html");
        var run = _sandbox.Run("loadtester", "--exchanges", "2", "--trades-per-second", "4000", "--orderbook-updates-per-second", "2000", "--symbol-count", "2", "--pattern", "burst:2k,12k,2s,6s", "--warmup-secs", "1", "--duration-secs", "9", "--outlier-threshold", "1us", "--dir", _sandbox.Rings, "--json-output", Results, "--html", RunPage, "--quiet");

        // What it was judged depends on the machine; that there are results does not.
        Assert.True(File.Exists(Results) && File.Exists(RunPage), run.ToString());
    }

    internal string Results { get; }

    /// <summary>As the run itself wrote it.</summary>
    internal string RunPage { get; }

    internal string Write(string name, string text) => _sandbox.Write(name, text);

    /// <summary>The page that <c>loadtester report</c> makes of results files.</summary>
    internal string PageOf(string name, params string[] results)
    {
        var page = _sandbox.File(name);
        var report = _sandbox.Run("loadtester", ["report", .. results, "--html", page]);
        Assert.True(report.ExitCode == 0, report.ToString());
        return page;
    }

    /// <summary>The pictures that <c>loadtester report</c> makes of the run's results.</summary>
    internal string[] Pictures()
    {
        var report = _sandbox.Run("loadtester", "report", Results, "--png", _sandbox.Files);
        Assert.True(report.ExitCode == 0, report.ToString());
        return Directory.GetFiles(_sandbox.Files, "*.png");
    }

    public void Dispose() => _sandbox.Dispose();
}
