using AlphaPulse.LoadTester.Benching;
using AlphaPulse.LoadTester.Comparing;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Tests.Comparing;

namespace AlphaPulse.LoadTester.Tests.Benching;

public sealed class BenchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 4)]
    [InlineData(1, 1)]
    public void Order_AnySeed_HasEitherOrderAsOftenAndNumbersAsTheyRun(int pairs, int selfPairs)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var order = BenchOrder.Of(pairs, selfPairs, seed);

            Assert.InRange(order.Count(pair => !pair.IsSelfPair && pair.IsSecondFirst) - (pairs / 2), 0, pairs % 2);
            Assert.Equal(Enumerable.Range(1, pairs), order.Where(pair => !pair.IsSelfPair).Select(pair => pair.Number));
            Assert.Equal(Enumerable.Range(1, selfPairs), order.Where(pair => pair.IsSelfPair).Select(pair => pair.Number));
        }
    }

    [Fact]
    public void Order_SameSeed_IsTheSameAndOtherSeedsDiffer()
    {
        string Text(long seed) => string.Join(' ', BenchOrder.Of(10, 3, seed).Select(pair => pair.Order));

        Assert.Equal(Text(5), Text(5));
        Assert.InRange(Enumerable.Range(0, 20).Select(seed => Text(seed)).Distinct().Count(), 15, 20);
    }

    [Theory]
    [InlineData(0, 0, 100, 100, null)]
    [InlineData(1.5, 0, 100, 100, "steal of 1.5 %")]
    [InlineData(0, 20, 100, 100, "throttled for 20 ms")]
    [InlineData(0, 0, 100, 250, "hiccups differ 2.5 times")]
    [InlineData(0, 0, 250, 100, "hiccups differ 2.5 times")]
    [InlineData(0, 0, 100, 199, null)]
    public void Criteria_PlantedNoise_IsNamed(double steal, double throttledMs, long hiccupOfFirst, long hiccupOfSecond, string? expected)
    {
        var first = Sample("1", results => results with { Noise = new NoiseResults { Control = new LatencySummary { P999Ns = hiccupOfFirst } } });
        var second = Sample("2", results => results with { Noise = new NoiseResults { StealPercent = steal, ThrottledMs = throttledMs, Control = new LatencySummary { P999Ns = hiccupOfSecond } } });

        Assert.Equal(expected, NoiseCriteria.Fault(first, second));
    }

    [Fact]
    public void Criteria_InvalidRun_IsNamedAndResultsAreNot()
    {
        Assert.Equal("a run is invalid", NoiseCriteria.Fault(Sample("1"), Sample("2", SavedRuns.Invalid)));
        Assert.Null(NoiseCriteria.Fault(Sample("1"), Sample("2", results => SavedRuns.Slower(results, 50))));
    }

    [Fact]
    public void BenchPair_BadUsage_TellsEveryFault()
    {
        _directory.Write("file", "");
        var run = CommandRun.Of("bench-pair", "--a", _directory.Path, "--pairs", "0", "--out", _directory.Path, "--exchanges", "0", "--attach", "x", "--gate", "no");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"loadtester: --a: '{_directory.Path}' has no built load tester", run.Error);
        Assert.Contains("loadtester: --b: is missing", run.Error);
        Assert.Contains("loadtester: --pairs: '0' is out of range", run.Error);
        Assert.Contains($"loadtester: --out: '{_directory.Path}' holds files already", run.Error);
        Assert.Contains("loadtester: --exchanges: '0' is out of range", run.Error);
        Assert.Contains("loadtester: --attach: is an option of the load test that 'bench-pair' does not pass on", run.Error);
        Assert.Contains("loadtester: --gate: 'no' is not a metric", run.Error);
    }

    public void Dispose() => _directory.Dispose();

    private RunSample Sample(string name, Func<RunResults, RunResults>? change = null)
    {
        var faults = new FaultList();
        var results = SampleResults.Judged();
        var path = _directory.Write(name, ResultsJson.ToText(change is null ? results : change(results)));
        return RunSample.Read(path, faults)!;
    }
}
