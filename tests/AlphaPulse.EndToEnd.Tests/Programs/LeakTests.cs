using System.Text.Json;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Programs that really leak: the log shows it, with windows as short as the run.</summary>
[Trait("Speed", "Slow")]
public sealed class LeakTests
{
    private const int Seconds = 45;

    [Fact]
    public void Endurance_ProgramsLeak_EachIsFoundAndTheOthersAreNotAccused()
    {
        using var sandbox = new Sandbox();
        sandbox.Variables["ALPHAPULSE_FAULT"] = "feedengine:managed=4000000,feedsim:native=4000000,feedsim:handles=10";

        // Small budgets of the collector: it has to run within the short time for its figures to move.
        sandbox.Variables["DOTNET_GCgen0size"] = "400000";
        var (exitCode, trends) = Judge(sandbox);

        Assert.Equal(10, exitCode);
        var found = trends.Where(trend => trend.Verdict == "trend").Select(trend => trend.Name).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"found: {string.Join(", ", found)}");
        Assert.Contains("feedengine private_bytes", found);
        Assert.Contains("feedengine heap_gen2_bytes", found);
        Assert.Contains("feedsim private_bytes", found);
        Assert.Contains("feedsim handles", found);
        Assert.DoesNotContain("feedengine handles", found);
        Assert.DoesNotContain("feedsim heap_gen2_bytes", found);
        Assert.DoesNotContain("feedengine threads", found);
    }

    [Fact]
    public void Endurance_ProgramsDoNotLeak_TheirMemoryAndFilesAreSteady()
    {
        using var sandbox = new Sandbox();

        var (_, trends) = Judge(sandbox);

        // Of 45 s of a busy machine the latencies say nothing about a day, nor does the load tester's own start.
        string[] accused = [.. trends.Where(trend => trend.Verdict == "trend" && trend.Name.StartsWith("feed", StringComparison.Ordinal)).Select(trend => trend.Name)];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", trends.CountBy(trend => trend.Verdict)));
        Assert.Empty(accused);
    }

    private static (int ExitCode, IReadOnlyList<(string Name, string Verdict)> Trends) Judge(Sandbox sandbox)
    {
        var log = sandbox.File("log");
        var run = sandbox.Run("loadtester", [.. SmallRun.Of(sandbox, Seconds), "--log-dir", log]);
        var results = Verdicts.ExpectResults(run, sandbox.File("results.json"));
        Assert.All(results.At("endurance.trends").EnumerateArray(), trend => Assert.Equal("not enough data", trend.GetProperty("verdict").GetString()));
        Assert.Contains(results.At("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith("too short to judge what grows", StringComparison.Ordinal));

        var judged = sandbox.Run("loadtester", "endurance", "--window-secs", "1", "--json", log);
        Assert.True(judged.Errors.Length == 0, judged.ToString());
        using var json = JsonDocument.Parse(judged.Output);
        return (judged.ExitCode, [.. json.RootElement.GetProperty("trends").EnumerateArray().Select(trend => ($"{trend.GetProperty("process").GetString()} {trend.GetProperty("metric").GetString()}", trend.GetProperty("verdict").GetString()!))]);
    }
}
