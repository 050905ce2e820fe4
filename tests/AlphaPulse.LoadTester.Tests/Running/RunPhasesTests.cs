using AlphaPulse.LoadTester.Running;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class RunPhasesTests
{
    [Theory]
    [InlineData("constant", 2, 60, "warm-up 0-2, run 2-62")]
    [InlineData("constant", 0, 5, "run 0-5")]
    [InlineData("ramp:1k,10k,5s", 1, 10, "warm-up 0-1, run 1-11")]
    [InlineData("burst:10k,100k,10s,60s", 2, 60, "warm-up 0-2, baseline 2-27, burst 27-37, recovery 37-62")]
    [InlineData("burst:10k,100k,2s,12s", 0, 24, "baseline 0-5, burst 5-7, recovery 7-17, burst 17-19, recovery 19-24")]
    [InlineData("burst:10k,100k,2s,12s", 1, 120, "warm-up 0-1, baseline 1-6, burst 6-8, recovery 8-18, burst 18-20, recovery 20-30, burst 30-32, recovery 32-121")]
    public void Of_PatternAndLengths_AreThesePhases(string pattern, int warmupSecs, int durationSecs, string expected)
    {
        Assert.True(PatternSpec.TryParse(pattern, out var spec, out _));

        var phases = RunPhases.Of(spec, warmupSecs, durationSecs);

        Assert.Equal(expected, string.Join(", ", phases.Select(phase => $"{phase.Name} {phase.StartNs / 1e9}-{phase.EndNs / 1e9}")));
        Assert.InRange(phases.Count, 1, RunPlan.MaxPhases);
        Assert.All(phases, phase => Assert.Equal(phase.Name != RunPhases.WarmUp, phase.IsMeasured));
        Assert.Equal((warmupSecs + durationSecs) * 1e9, phases[^1].EndNs);
    }
}
