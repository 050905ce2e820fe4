using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AlphaPulse.EndToEnd.Tests.Repository;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Each rule by which a run is invalid, undecided or partial, with its fault planted in real processes.</summary>
[Trait("Speed", "Slow")]
public sealed class ValidityTests
{
    // Objectives that every machine meets, so that nothing but the planted fault decides.
    private const string LenientProfile = """
        name: lenient
        exchanges: 2
        trades-per-second: 4000
        orderbook-updates-per-second: 2000
        symbol-count: 2
        warmup-secs: 0
        duration-secs: 2
        noise-budget: off
        objectives:
          write_p50_ns: 60000000000
          write_p99_ns: 60000000000
          write_p99_9_ns: 60000000000
          response_p99_ns: 60000000000
          cpu_percent: 100
          memory_mb: 100000
          tps_achievement_percent: 1
          ops_achievement_percent: 1

        """;

    [Fact]
    public void Stop_FeedInTheMiddle_GeneratorDidNotKeepItsSchedule()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Of(sandbox, 4));
        sandbox.WaitUntilRunning(run);
        Pause(sandbox, run, sandbox.PidOf("feedsim"));

        ExpectInvalid(run, sandbox, "the generator could not keep its schedule: lag P99 is ");
    }

    [Fact]
    public void Stop_ControlProcess_MachineWasNoisierThanTheBudget()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", [.. SmallRun.Of(sandbox, 4), "--noise-budget", "hiccup=20ms"]);
        sandbox.WaitUntilRunning(run);
        Pause(sandbox, run, sandbox.PidOf("control"));

        var results = ExpectInvalid(run, sandbox, "the machine was noisier than the budget: a process that does nothing woke ");
        Assert.Contains("allowed: 20 ms", results.Reasons, StringComparison.Ordinal);
        Assert.Equal("hiccup=20ms,steal=10,throttled=10", results.Text("config.noise_budget"));
    }

    [Fact]
    public void Throttle_ControlGroup_MachineWasNoisierThanTheBudget()
    {
        using var sandbox = new Sandbox();
        using var group = CpuGroup.Create();
        var run = sandbox.StartFile("sh", ["-c", $"echo $$ > {group.ProcessesFile}; exec \"$@\"", "sh", "dotnet", BuiltPrograms.PathOf("loadtester"), .. SmallRun.Of(sandbox, 5)]);
        sandbox.WaitUntilRunning(run);

        // A twentieth of a core for two seconds of five: whatever the run does, it waits for most of them.
        group.Limit(quotaUs: 5_000);
        Wait(sandbox, run, TimeSpan.FromSeconds(2));
        group.Unlimit();

        var results = ExpectInvalid(run, sandbox, "the machine was noisier than the budget: the control group was throttled for ");
        Assert.Contains(results.At("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith("cgroup-cpu: the control group was throttled", StringComparison.Ordinal));
    }

    [Fact]
    public void Raise_DeclaredSchedule_CountingDoesNotClose()
    {
        using var sandbox = new Sandbox();
        var run = sandbox.Start("loadtester", SmallRun.Of(sandbox, 2));
        sandbox.WaitUntilRunning(run);
        RaiseCounter(Path.Combine(Assert.Single(Directory.GetDirectories(sandbox.Rings)), "telemetry", "feedsim"), "/phase.0.trades_scheduled", 7);

        ExpectInvalid(run, sandbox, "counting does not close: the schedule has 12,000 updates, the feed says 12,007");
    }

    [Fact]
    public void Skew_ClockOfARunningFeed_ClockStepped()
    {
        using var sandbox = new Sandbox();
        var feed = Feed(sandbox);
        var plan = Path.Combine(sandbox.Rings, "feed", "plan.json");
        var root = JsonNode.Parse(File.ReadAllText(plan))!;
        Assert.SkipWhen((string?)root["clock"]!["source"] == "stopwatch", "the time-stamp counter cannot be used here");
        root["clock"] = Skewed(root["clock"]!, partsPerMillion: 10_000);
        File.WriteAllText(plan, root.ToJsonString());
        var run = sandbox.Start("loadtester", Attach(sandbox));

        ExpectInvalid(run, sandbox, "the clock stepped: it moved ");
        Assert.False(feed.HasExited, feed.ToString());
    }

    [Fact]
    public void Stop_AttachedFeed_NothingWasWritten()
    {
        using var sandbox = new Sandbox();
        var feed = Feed(sandbox);
        _ = StartedProgram.SendSignal(sandbox.PidOf("feedsim"), UnixSignal.Stop);
        var run = sandbox.Start("loadtester", Attach(sandbox));

        ExpectInvalid(run, sandbox, "nothing was written in the measured time");
        feed.Signal(UnixSignal.Continue);
    }

    [Fact]
    public void Kill_AttachedFeed_RunIsInvalid()
    {
        using var sandbox = new Sandbox();
        Feed(sandbox);
        var run = sandbox.Start("loadtester", [.. Attach(sandbox, seconds: 3_600)]);
        sandbox.Eventually(() => run.HasExited || run.Output.Contains("attached:", StringComparison.Ordinal), "the feed is measured", run);
        _ = StartedProgram.SendSignal(sandbox.PidOf("feedsim"), UnixSignal.Kill);

        ExpectInvalid(run, sandbox, "the feed ended while it was measured");
    }

    [Fact]
    public void Run_TooShortForAPercentile_IsInconclusive()
    {
        using var sandbox = new Sandbox();

        // A thousandth of 6,000 updates are six, and ten have to lie beyond a percentile.
        var ended = RunLenient(sandbox, "--duration-secs", "1", "--exchanges", "1");

        Assert.True(ended.ExitCode == 13, ended.ToString());
        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        Assert.Contains("write P99.9 cannot be decided: too few samples", results.Reasons, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, results.At("latency.write.p99_9_ns").ValueKind);
    }

    [Theory]
    [InlineData("seconds", "--duration-secs", "1")]
    [InlineData("exchanges", "--exchanges", "1")]
    [InlineData("trades a second per exchange", "--trades-per-second", "3999")]
    [InlineData("orderbook updates a second per exchange", "--orderbook-updates-per-second", "1999")]
    [InlineData("symbols per exchange", "--symbol-count", "1")]
    public void Run_ShorterOrSmallerThanItsProfile_IsPartial(string what, string option, string value)
    {
        using var sandbox = new Sandbox();
        var ended = RunLenient(sandbox, option, value);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        Assert.Equal("partial", results.Status);
        Assert.Matches($"^scaled [0-9,]+/[0-9,]+ {what}$", results.Reasons);
    }

    [Fact]
    public void Run_AsItsProfileWants_Passes()
    {
        using var sandbox = new Sandbox();
        var ended = RunLenient(sandbox);

        Assert.Equal("passed", Verdicts.ExpectResults(ended, sandbox.File("results.json")).Status);
    }

    private static CommandResult RunLenient(Sandbox sandbox, params string[] options)
    {
        var profile = sandbox.Write("lenient.yaml", LenientProfile);

        // A machine that is busy may keep the generator from its schedule; that has a test of its own.
        CommandResult ended;
        var attempts = 0;
        do
            ended = sandbox.Run("loadtester", ["--profile-file", profile, "--dir", sandbox.Rings, "--json-output", sandbox.File("results.json"), .. options]);
        while (ended.ExitCode == 12 && ended.Output.Contains("could not keep its schedule", StringComparison.Ordinal) && ++attempts < 3);
        return ended;
    }

    private static ResultsFile ExpectInvalid(StartedProgram run, Sandbox sandbox, string reason)
    {
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 12, ended.ToString());
        var results = Verdicts.ExpectResults(ended, sandbox.File("results.json"));
        Assert.Equal("invalid", results.Status);
        Assert.Contains(reason, results.Reasons, StringComparison.Ordinal);
        Assert.Contains(reason, ended.Output, StringComparison.Ordinal);
        return results;
    }

    private static void Pause(Sandbox sandbox, StartedProgram run, int pid)
    {
        _ = StartedProgram.SendSignal(pid, UnixSignal.Stop);
        Wait(sandbox, run, TimeSpan.FromSeconds(1.5));
        _ = StartedProgram.SendSignal(pid, UnixSignal.Continue);
    }

    // The fault lasts as long as this: it is what is planted, and no result depends on its exact length.
    private static void Wait(Sandbox sandbox, StartedProgram run, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        sandbox.Eventually(() => run.HasExited || clock.Elapsed > time, "the fault has lasted", run);
    }

    private static StartedProgram Feed(Sandbox sandbox)
    {
        var feed = sandbox.Start("feedsim", "run", "--exchanges", "1", "--trades-per-second", "2000", "--duration-secs", "3600", "--warmup-secs", "0", "--name", "feed", "--dir", sandbox.Rings);
        sandbox.WaitUntilSending(feed);
        return feed;
    }

    private static IEnumerable<string> Attach(Sandbox sandbox, int seconds = 2) =>
        ["--attach", "feed", "--duration-secs", $"{seconds}", "--dir", sandbox.Rings, "--json-output", sandbox.File("results.json")];

    /// <summary>
    /// The calibration as if it had been made an hour ago: it is right now to within what an hour's steering explains, and gains from now on.
    /// </summary>
    private static JsonObject Skewed(JsonNode clock, int partsPerMillion)
    {
        const long ageNs = 3_600_000_000_000;
        var calibration = new ClockCalibration
        {
            Source = ClockSource.Tsc,
            TicksPerSecond = (double)clock["ticks_per_second"]!,
            BaseTicks = (long)clock["base_ticks"]!,
            BaseNs = (long)clock["base_ns"]!,
            Multiplier = (ulong)clock["multiplier"]!,
            Shift = (int)clock["shift"]!,
        };
        var nowNs = new Clock(calibration).NowNs();
        var nowTicks = calibration.BaseTicks + (long)(((Int128)(nowNs - calibration.BaseNs) << calibration.Shift) / calibration.Multiplier);
        var ageTicks = (long)(((Int128)ageNs << calibration.Shift) / calibration.Multiplier);
        return new JsonObject
        {
            ["source"] = "tsc",
            ["ticks_per_second"] = calibration.TicksPerSecond,
            ["base_ticks"] = nowTicks - ageTicks,
            ["base_ns"] = nowNs - ageNs - (ageNs / 1_000_000 * partsPerMillion),
            ["multiplier"] = calibration.Multiplier + (calibration.Multiplier / 1_000_000 * (ulong)partsPerMillion),
            ["shift"] = calibration.Shift,
        };
    }

    // TELEMETRY.md: entries of 128 bytes from byte 256 on, the name at 64, the value's place at 8.
    private static void RaiseCounter(string path, string metric, long amount)
    {
        using var file = MappedFile.OpenReadWrite(path, 256);
        for (var entry = 256L; entry + 128 <= file.Length; entry += 128)
        {
            var name = Encoding.ASCII.GetString(file.Bytes(entry + 64, 64)).TrimEnd('\0');
            if (!name.EndsWith(metric, StringComparison.Ordinal))
                continue;
            Interlocked.Add(ref file.At<long>(file.At<long>(entry + 8)), amount);
            return;
        }

        Assert.Fail($"{path} has no counter that ends in {metric}");
    }
}
