using System.Diagnostics;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The log of a real run, read by the Java reference's log processor and by ours.</summary>
public sealed class HistogramLogTests
{
    private const string Jar = "/usr/share/java/hdrhistogram.jar";

    [Fact]
    public void Hlog_OfARun_GivesTheReferenceTheSameFilesForEverySeries()
    {
        RequireReference();
        using var sandbox = new Sandbox();
        var log = sandbox.File("run.hlog");
        var run = BuiltPrograms.Run("loadtester", [.. SmallRun.Of(sandbox, 4), "--pattern", "burst:1k,10k,1s,2s", "--quiet", "--hlog", log]);
        Assert.True(File.Exists(log), run.Output + run.Errors);
        var tags = BuiltPrograms.Run("loadtester", "analyze", log, "--list-tags").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["(untagged)", "lag", "response", "delivery"], tags.Take(4));
        Assert.Contains("phase:burst", tags);

        foreach (var tag in tags)
        {
            Compare(sandbox, log, tag, csv: false);
            Compare(sandbox, log, tag, csv: true);
        }
    }

    [Fact]
    public void Hlog_SumOfItsIntervals_IsTheHistogramOfTheResults()
    {
        using var sandbox = new Sandbox();
        var log = sandbox.File("run.hlog");
        var run = BuiltPrograms.Run("loadtester", [.. SmallRun.Of(sandbox, 3), "--quiet", "--hlog", log]);
        Assert.True(File.Exists(log), run.Output + run.Errors);
        ExpectSumsOfTheResults(sandbox, log, run);
    }

    private static void ExpectSumsOfTheResults(Sandbox sandbox, string log, CommandResult run)
    {
        foreach (var (tag, latency) in new[] { ("(untagged)", "write"), ("lag", "lag"), ("response", "response"), ("delivery", "delivery") })
        {
            var fromLog = BuiltPrograms.Run("loadtester", "analyze", log, "--tag", tag, "--csv", sandbox.File("log.csv"));
            var fromResults = BuiltPrograms.Run("loadtester", "analyze", sandbox.File("results.json"), "--tag", latency, "--csv", sandbox.File("results.csv"));
            Assert.True((fromLog.ExitCode, fromResults.ExitCode) == (0, 0), $"{fromLog}\n{fromResults}\n{run}");
            Assert.EndsWith(File.ReadAllText(sandbox.File("results.csv")), File.ReadAllText(sandbox.File("log.csv")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hlog_OfARunThatWasInterruptedAndResumed_HoldsBothParts()
    {
        using var sandbox = new Sandbox();
        var (log, intervals) = (sandbox.File("run.hlog"), sandbox.File("intervals"));
        var run = sandbox.Start("loadtester", [.. SmallRun.Of(sandbox, 10), "--quiet", "--log-dir", intervals, "--hlog", log]);
        sandbox.Eventually(() => run.HasExited || (File.Exists(log) && File.ReadAllLines(log).Length > 15), "some intervals are logged", run);
        run.Signal(UnixSignal.Interrupt);
        var interrupted = run.WaitForEnd();
        Assert.True(interrupted.ExitCode == 130, interrupted.ToString());
        var resumed = sandbox.Run("loadtester", "--resume", intervals, "--quiet");

        Assert.True(File.Exists(sandbox.File("results.json")), resumed.ToString());
        Assert.Equal(2, File.ReadAllLines(log).Count(line => line.StartsWith("#[StartTime", StringComparison.Ordinal)));
        ExpectSumsOfTheResults(sandbox, log, resumed);
    }

    [Fact]
    public void Hlog_OnAFullDisk_DoesNotStopTheRunAndIsSaid()
    {
        using var sandbox = new Sandbox();
        var run = BuiltPrograms.Run("loadtester", [.. SmallRun.Of(sandbox, 2), "--quiet", "--hlog", "/dev/full"]);

        Assert.Contains("loadtester: --hlog: '/dev/full' cannot be written: No space left on device", run.Errors, StringComparison.Ordinal);
        Assert.True(run.ExitCode > 0);
        Assert.True(File.Exists(sandbox.File("results.json")), run.Output + run.Errors);
    }

    private static void Compare(Sandbox sandbox, string log, string tag, bool csv)
    {
        var (theirs, ours, intervals) = (sandbox.File("theirs"), sandbox.File("ours"), sandbox.File("intervals"));
        string[] arguments = ["-Duser.timezone=UTC", "-cp", Jar, "org.HdrHistogram.HistogramLogProcessor", "-i", log, "-o", theirs, "-outputValueUnitRatio", "1000", .. csv ? ["-csv"] : Array.Empty<string>(), .. tag[0] == '(' ? Array.Empty<string>() : ["-tag", tag]];
        using (var java = Process.Start(new ProcessStartInfo("java", arguments))!)
        {
            java.WaitForExit();
            Assert.Equal(0, java.ExitCode);
        }

        var analyze = BuiltPrograms.Run("loadtester", "analyze", log, "--tag", tag, "--unit", "us", csv ? "--csv" : "--hgrm", ours, "--intervals", intervals);
        Assert.Equal((0, ""), (analyze.ExitCode, analyze.Errors));
        Assert.Equal(File.ReadAllText(theirs + ".hgrm"), File.ReadAllText(ours));
        if (csv)
            Assert.Equal(File.ReadAllText(theirs), File.ReadAllText(intervals));
    }

    private static void RequireReference()
    {
        if (File.Exists(Jar) && File.Exists("/usr/bin/java"))
            return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "the Java reference is missing: apt-get install libhdrhistogram-java default-jre-headless");
        Assert.Skip("the Java reference is missing: apt-get install libhdrhistogram-java default-jre-headless");
    }
}
