using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Tests.Running;

public sealed class BurstRecoveryTests
{
    private const long Ms = 1_000_000;

    private static readonly RunPhase[] s_phases =
    [
        new("baseline", 0, 1_000 * Ms, true), new("burst", 1_000 * Ms, 500 * Ms, true), new("recovery", 1_500 * Ms, 1_500 * Ms, true),
    ];

    [Fact]
    public void Of_P99ThatComesBack_IsTheTimeToTheEndOfTheFirstGoodSample()
    {
        var recovery = BurstRecovery.Of(s_phases, Samples(300, 350, 320, null, 9_000, 9_000, 2_000, 496, 495, 100), Of(330), Of(9_000))!;

        Assert.Equal(495, recovery.ThresholdNs);
        Assert.Equal(750, recovery.RecoveredAfterMs);
        Assert.Equal(250, recovery.ResolutionMs);
        Assert.Equal((330, 9_000), (recovery.BaselineP99Ns!.Value, recovery.BurstP99Ns!.Value));
    }

    [Fact]
    public void Of_P99ThatStaysHigh_NeverRecovers()
    {
        var recovery = BurstRecovery.Of(s_phases, Samples(300, 600, 320, 310, 9_000, 9_000, 2_000, 601, 700, null), Of(330), Of(9_000))!;

        Assert.Equal(600, recovery.ThresholdNs);
        Assert.Null(recovery.RecoveredAfterMs);
    }

    [Fact]
    public void Of_SampleAcrossTheEndOfTheBurst_DoesNotCount()
    {
        var samples = new[] { new RecoverySample(0, 900 * Ms, 300, 300), new RecoverySample(1_400 * Ms, 1_600 * Ms, 100, 100), new RecoverySample(1_600 * Ms, 1_700 * Ms, 200, 200) };

        Assert.Equal(200, BurstRecovery.Of(s_phases, samples, default, default)!.RecoveredAfterMs);
    }

    [Fact]
    public void Of_RunWithoutBurst_IsNone() => Assert.Null(BurstRecovery.Of([new RunPhase("run", 0, Ms, true)], [], default, default));

    [Fact]
    public void Of_OneGoodSampleAmongBadOnes_IsNoRecovery()
    {
        var recovery = BurstRecovery.Of(s_phases, Samples(300, 350, 320, 310, 9_000, 9_000, 300, 9_000, 9_000, 9_000), Of(330), Of(9_000))!;

        Assert.Null(recovery.RecoveredAfterMs);
    }

    [Fact]
    public void Of_FastWritesOfABacklog_AreNoRecovery()
    {
        var samples = Samples(300, 350, 320, 310, 9_000, 9_000, 300, 300, 300, 300);
        for (var i = 4; i < 9; i++)
            samples[i] = samples[i] with { ResponseP99Ns = 80_000_000 };

        var recovery = BurstRecovery.Of(s_phases, samples, Of(330), Of(9_000))!;

        Assert.Equal((495L, 1_000.0), (recovery.ResponseThresholdNs, recovery.RecoveredAfterMs));
    }

    private static BurstP99 Of(long ns) => new(ns, ns);

    private static RecoverySample[] Samples(params long?[] p99) =>
        [.. p99.Select((ns, i) => new RecoverySample(i * 250 * Ms, (i + 1) * 250 * Ms, ns, ns))];
}
