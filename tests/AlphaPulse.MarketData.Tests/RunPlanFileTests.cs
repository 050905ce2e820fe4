using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.MarketData.Tests;

public sealed class RunPlanFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("alphapulse-plan-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Load_WhatSaveWrote_IsTheSamePlan()
    {
        var plan = Plan() with
        {
            Exchanges = 10,
            TradesPerSecond = 100_000,
            Pattern = "burst:10k,100k,5s",
            StageThreads = 2,
            Replay = new ReplayPlan { Format = "kraken-v1", Files = ["a", "b"] },
        };
        plan.Save(_directory);
        var loaded = RunPlan.Load(_directory);
        Assert.Equal(plan.Phases, loaded.Phases);
        Assert.Equal(plan.Replay.Files, loaded.Replay!.Files);
        var same = loaded with { Phases = plan.Phases, Replay = plan.Replay };
        Assert.Equal(plan, same);
        Assert.Equal([RunPlan.FileName], Directory.GetFiles(_directory).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"name":"a","clock":null,"phases":[]}""")]
    public void Load_NotAPlan_NamesTheFile(string content)
    {
        File.WriteAllText(Path.Combine(_directory, RunPlan.FileName), content);
        var e = Assert.Throws<InvalidDataException>(() => RunPlan.Load(_directory));
        Assert.Contains(RunPlan.FileName, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PhasesThatDoNotFollowOneAnother_IsRefused()
    {
        (Plan() with { Phases = [new("a", 0, 10, true), new("b", 11, 10, true)] }).Save(_directory);
        Assert.Throws<InvalidDataException>(() => RunPlan.Load(_directory));
        (Plan() with { Phases = [] }).Save(_directory);
        Assert.Throws<InvalidDataException>(() => RunPlan.Load(_directory));
    }

    [Fact]
    public void Load_NoFile_SaysSo() => Assert.Throws<FileNotFoundException>(() => RunPlan.Load(_directory));

    private static RunPlan Plan() => new()
    {
        Name = "test",
        Clock = default(Clock).Calibration,
        Phases = [new RunPhase("warm-up", 0, 1000, false), new RunPhase("run", 1000, 5000, true)],
    };
}
