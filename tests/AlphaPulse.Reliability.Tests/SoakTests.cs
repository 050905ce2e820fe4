using System.Diagnostics;
using System.Globalization;
using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Soaking;

namespace AlphaPulse.Reliability.Tests;

/// <summary>The soak: a minute here, hours with scripts/soak.sh. <c>ALPHAPULSE_SOAK_SECONDS</c> and <c>ALPHAPULSE_SOAK_SEED</c> set both.</summary>
public sealed class SoakTests
{
    private const int DefaultSeconds = 60;

    [Fact]
    public void Run_RandomKillsStopsArrivalsAndLaps_AllPromisesHold()
    {
        var seconds = Setting("ALPHAPULSE_SOAK_SECONDS") ?? DefaultSeconds;
        var seed = Setting("ALPHAPULSE_SOAK_SEED") ?? Random.Shared.Next();
        Console.Error.WriteLine($"soak: {seconds} s, seed {seed}");
        var clock = Stopwatch.StartNew();
        using var troupe = new Troupe();
        using var soak = new Soak(troupe, seed);
        try
        {
            soak.Run(TimeSpan.FromSeconds(seconds));
        }
        catch (BrokenPromiseException e)
        {
            Assert.Fail($"seed {seed}, after {clock.Elapsed.TotalSeconds:F0} s: {e.Message}. Until then: {soak.Counts}");
        }

        Console.Error.WriteLine($"soak: passed after {clock.Elapsed.TotalSeconds:F0} s, seed {seed}: {soak.Counts}");

        // A soak that killed nobody has shown nothing.
        Assert.True(soak.Counts[SoakCounts.KillsOfRunning] + soak.Counts[SoakCounts.KillsOfStopped] > 0, soak.Counts.ToString());
        Assert.True(soak.Counts.Records > 0, soak.Counts.ToString());
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
