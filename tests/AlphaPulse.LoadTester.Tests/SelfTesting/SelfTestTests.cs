using AlphaPulse.LoadTester.SelfTesting;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.SelfTesting;

public sealed class SelfTestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Trials_LaunchesThatDifferLittle_FindTheSlowdownAndRaiseNoAlarm(int seed)
    {
        var trials = new RegressionTrials(Launches(noise: 0.015, seed), pairs: 10, seed);

        Assert.InRange(trials.Run(100, 0.1).Regressions, 95, 100);
        Assert.InRange(trials.Run(100, 0).Regressions, 0, 5);
        Assert.InRange(trials.Run(100, 0.02).Regressions, 0, 5);
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.4)]
    public void Trials_LaunchesThatDifferMuch_FindLittleButRaiseNoAlarm(double noise)
    {
        var trials = new RegressionTrials(Launches(noise, seed: 3), pairs: 10, seed: 3);

        Assert.InRange(trials.Run(100, 0.1).Regressions, 0, 60);
        Assert.InRange(trials.Run(100, 0).Regressions, 0, 5);
    }

    [Fact]
    public void Trials_SameSeed_AreTheSame()
    {
        TrialCount Run() => new RegressionTrials(Launches(noise: 0.05, seed: 4), pairs: 10, seed: 9).Run(50, 0.1);

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Command_RecordedLaunches_PrintsBothFiguresAndExits0()
    {
        SaveLogs(Launches(noise: 0.015, seed: 5));

        var run = CommandRun.Of("selftest", "regression", "--hlog", _directory.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("launches   12 real ones with 4 to 4 intervals", run.Output);
        Assert.Matches("ok   found       10 % slowdown: (9[5-9]|100) of 100 \\(at least 95\\)", run.Output);
        Assert.Matches("ok   false alarm A/A: [0-5] of 100 \\(at most 5\\)", run.Output);
        Assert.Contains("so that what differs from launch to launch is in it", run.Output);
        Assert.EndsWith("selftest: PASSED\n", run.Output);
    }

    [Fact]
    public void Command_LaunchesTooDifferent_SaysThatTheGateIsBlindHere()
    {
        SaveLogs(Launches(noise: 0.3, seed: 6));

        var run = CommandRun.Of("selftest", "regression", "--hlog", _directory.Path);

        Assert.Equal(10, run.ExitCode);
        Assert.Contains("selftest: FAILED: too few found", run.Output);
    }

    [Fact]
    public void Command_OneLaunch_SaysWhatIsNotInIt()
    {
        SaveLogs(Launches(noise: 0.01, seed: 7)[..1]);

        Assert.Contains("with a single launch nothing of what differs from launch to launch is in it", CommandRun.Of("selftest", "regression", "--hlog", Path.Combine(_directory.Path, "launch-00.hlog")).Output);
    }

    [Theory]
    [InlineData("selftest", "selftest: say which: loadtester selftest regression")]
    [InlineData("selftest regresion", "selftest: 'regresion' is not a self-test (did you mean 'regression'?)")]
    [InlineData("selftest regression --trials 0 --pairs x", "--trials: '0' is out of range")]
    [InlineData("selftest regression --hlog /nowhere.hlog", "/nowhere.hlog: ")]
    [InlineData("selftest regression --hlog a --launches 5", "--launches: contradicts --hlog")]
    [InlineData("selftest regression --slowdown much", "--slowdown: 'much' is not a slowdown")]
    public void Command_BadUsage_IsALineAFault(string commandLine, string line)
    {
        var run = CommandRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: {line}", run.Error);
    }

    [Fact]
    public void Command_LogsOfDifferentSettings_AreAFault()
    {
        Save("a.hlog", Launch(new Random(1), 1, new HistogramLayout(1, 100_000, 3)));
        Save("b.hlog", Launch(new Random(1), 1, new HistogramLayout(1, 100_000, 2)));

        var run = CommandRun.Of("selftest", "regression", "--hlog", _directory.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("b.hlog: has other histogram settings than ", run.Error);
    }

    public void Dispose() => _directory.Dispose();

    // Twelve launches of four intervals; a launch has a level of its own, an interval a small one besides.
    private static RecordedLaunch[] Launches(double noise, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 12).Select(_ => Launch(random, 1 + (noise * ((random.NextDouble() * 2) - 1) * Math.Sqrt(3)), new HistogramLayout(1, 100_000, 3)))];
    }

    private static RecordedLaunch Launch(Random random, double level, HistogramLayout layout) => new("", [.. Enumerable.Range(0, 4).Select(_ =>
    {
        var histogram = new LongHistogram(layout);
        for (var i = 0; i < 2_000; i++)
            histogram.RecordValue((long)(level * (200 + (100 * random.NextDouble()) + (random.Next(50) == 0 ? 2_000 : 0))));
        return histogram;
    })]);

    private void SaveLogs(RecordedLaunch[] launches)
    {
        for (var i = 0; i < launches.Length; i++)
            Save($"launch-{i:00}.hlog", launches[i]);
    }

    private void Save(string name, RecordedLaunch launch)
    {
        using var log = HistogramLogWriter.Create(Path.Combine(_directory.Path, name), DateTimeOffset.UnixEpoch, "test");
        for (var i = 0; i < launch.Intervals.Count; i++)
        {
            log.Write(i * 1_000_000_000L, 1_000_000_000, launch.Intervals[i]);
            log.Write(i * 1_000_000_000L, 1_000_000_000, launch.Intervals[i], "lag");
        }
    }
}
