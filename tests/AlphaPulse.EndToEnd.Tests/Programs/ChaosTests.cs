using System.Text.Json;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The feed recovers from what is done to its real processes, and the report says so; what does not recover gives exit 10.</summary>
[Trait("Speed", "Slow")]
public sealed class ChaosTests
{
    // A new process takes long to come up where many share few cores.
    private const string Patience = "120";

    [Theory]
    [InlineData("writer-kill", "feedsim")]
    [InlineData("engine-kill", "feedengine")]
    [InlineData("stage-fault", null)]
    [InlineData("corrupt-cursor", null)]
    public void Chaos_OneFault_IsNoticedAndOverWithoutLoss(string fault, string? target)
    {
        using var sandbox = new Sandbox();
        var report = Run(sandbox, 0, "--seed", "7", "--faults", fault, "--duration-secs", "6");
        var result = Assert.Single(report.GetProperty("faults").EnumerateArray());
        Assert.Equal(fault, result.GetProperty("fault").GetString());
        if (target is not null)
            Assert.Equal(target, result.GetProperty("target").GetString());
        ExpectHeld(result);
        if (fault is "writer-kill")
        {
            // Two venues of five instruments, each brought back by a snapshot of the new writer.
            Assert.True(result.GetProperty("resyncs").GetInt64() >= 10);
            Assert.True(result.GetProperty("updates_missed").GetInt64() > 0);
        }
    }

    [Fact]
    public void Chaos_PausesSamplerAndDisk_AreOverWithoutLossAndTheRunIsNotTakenForDead()
    {
        using var sandbox = new Sandbox();
        var report = Run(sandbox, 0, "--seed", "7", "--faults", "writer-stop,engine-stop,sampler-kill,disk-full", "--duration-secs", "24");
        var results = report.GetProperty("faults").EnumerateArray().ToList();
        Assert.Equal(["disk-full", "engine-stop", "sampler-kill", "writer-stop"], results.Select(result => result.GetProperty("fault").GetString()).Order());
        results.ForEach(ExpectHeld);
        Assert.All(results, result => Assert.Equal(0, result.GetProperty("resyncs").GetInt64()));
        Assert.All(results, result => Assert.True(result.GetProperty("recovered_ms").GetDouble() >= result.GetProperty("hold_ms").GetInt32()));

        // A full disk and a dead sampler cost no sample that was taken.
        Assert.Equal(report.GetProperty("samples").GetInt64(), report.GetProperty("samples_logged").GetInt64());
    }

    [Fact]
    public void Chaos_RingTooSmallForARestart_EventsAreLostWhichIsTold()
    {
        using var sandbox = new Sandbox();
        var report = Run(sandbox, 10, "--seed", "7", "--faults", "engine-kill", "--duration-secs", "6", "--ring-capacity", "256");
        var result = Assert.Single(report.GetProperty("faults").EnumerateArray());
        Assert.False(result.GetProperty("is_held").GetBoolean());
        Assert.False(report.GetProperty("all_held").GetBoolean());
        Assert.True(result.GetProperty("events_lost").GetInt64() > 0);
        Assert.Contains(result.GetProperty("broken").EnumerateArray(), sentence => sentence.GetString()!.Contains("readers went on where the dead ones had stopped", StringComparison.Ordinal));
    }

    [Fact]
    public void Chaos_SameSeed_SamePlan()
    {
        using var sandbox = new Sandbox();
        string[] arguments = ["chaos", "--plan-only", "--duration-secs", "300", "--seed"];
        var first = sandbox.Run("loadtester", [.. arguments, "7"]);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, sandbox.Run("loadtester", [.. arguments, "7"]).Output);
        Assert.NotEqual(first.Output, sandbox.Run("loadtester", [.. arguments, "8"]).Output);
    }

    private static JsonElement Run(Sandbox sandbox, int exitCode, params string[] arguments)
    {
        var file = sandbox.File("chaos.json");
        var ended = sandbox.Run("loadtester", ["chaos", .. arguments, "--patience-secs", Patience, "--dir", sandbox.Rings, "--json-output", file]);
        Assert.True(ended.ExitCode == exitCode, ended.ToString());
        sandbox.ExpectNothingLeft(ended);
        Assert.Contains(exitCode == 0 ? "chaos: PASSED" : "chaos: FAILED", ended.Output, StringComparison.Ordinal);
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }

    private static void ExpectHeld(JsonElement result)
    {
        Assert.True(result.GetProperty("is_held").GetBoolean(), result.ToString());
        Assert.True(result.GetProperty("state_hash_equal").GetBoolean(), result.ToString());
        Assert.Equal((0, 0), (result.GetProperty("events_lost").GetInt64(), result.GetProperty("mismatched").GetInt64()));
        Assert.True(result.GetProperty("noticed_ms").GetDouble() <= result.GetProperty("recovered_ms").GetDouble());
    }
}
