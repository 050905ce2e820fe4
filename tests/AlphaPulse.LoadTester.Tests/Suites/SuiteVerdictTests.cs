using AlphaPulse.LoadTester.Suites;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Tests.Suites;

public sealed class SuiteVerdictTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(8, true)]
    [InlineData(7, false)]
    [InlineData(0, false)]
    public void Verdict_ShareOfPassedScenarios_IsReadyFrom80Percent(int passed, bool isReady) =>
        Assert.Equal(isReady ? "SYSTEM READY" : "NEEDS OPTIMIZATION", SuiteSamples.Passed(passed).Verdict);

    [Theory]
    [InlineData(499.99, true)]
    [InlineData(500, false)]
    public void Verdict_OneScenarioAtTheMemoryLimit_IsNotReady(double memoryMb, bool isReady)
    {
        var report = SuiteSamples.Report(SuiteSamples.Scenario("a", records: 200_000), SuiteSamples.Scenario("b", memoryMb: memoryMb, records: 200_000));

        Assert.Equal(isReady, report.IsReady);
        Assert.Equal(isReady ? 0 : 1, report.Obstacles.Count);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(99_998, false)]
    public void Verdict_OverallThroughput_IsReadyFrom50000ASecond(long records, bool isReady) =>
        Assert.Equal(isReady, SuiteSamples.Report(SuiteSamples.Scenario("a", records: records, secs: 2)).IsReady);

    [Fact]
    public void Throughput_ScenariosOfDifferentLength_IsAllRecordsByAllTime()
    {
        // The mean of the rates would be 75,000.
        var report = SuiteSamples.Report(SuiteSamples.Scenario("a", records: 100_000, secs: 1), SuiteSamples.Scenario("b", records: 450_000, secs: 9));

        Assert.Equal(55_000, report.ThroughputRecordsPerSec);
    }

    [Theory]
    [InlineData(70, true)]
    [InlineData(69.9, false)]
    public void Verdict_AverageScore_IsReadyFrom70(double score, bool isReady) =>
        Assert.Equal(isReady, SuiteSamples.Report(SuiteSamples.Scenario("a", score: score, records: 200_000)).IsReady);

    [Fact]
    public void Verdict_NoScenario_IsNotReady() => Assert.False(SuiteSamples.Report().IsReady);

    [Theory]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { 0, 13 }, 13)]
    [InlineData(new[] { 13, 12 }, 12)]
    [InlineData(new[] { 12, 10, 13 }, 10)]
    public void ExitCode_OfSeveralScenarios_IsThatOfTheWorst(int[] codes, int expected) =>
        Assert.Equal(expected, SuiteVerdict.ExitCodeOf([.. codes.Select((code, i) => SuiteSamples.Scenario($"s{i}", code))], isReady: true, isInterrupted: false));

    [Fact]
    public void ExitCode_ReadyWithAFailure_IsNotZero()
    {
        var report = SuiteSamples.Passed(9);

        Assert.True(report.IsReady);
        Assert.Equal(ExitCode.ObjectiveMissed, report.ExitCode);
    }

    [Fact]
    public void ExitCode_AllPassedAndNotReady_IsNotZero() =>
        Assert.Equal(ExitCode.ObjectiveMissed, SuiteSamples.Report(SuiteSamples.Scenario("a", records: 1_000)).ExitCode);

    [Fact]
    public void ExitCode_Interrupted_Is130WhateverPassed() => Assert.Equal(ExitCode.Interrupted, (SuiteSamples.Passed(10) with { IsInterrupted = true }).ExitCode);

    [Fact]
    public void MinWindow_LowAndChangingLoads_DoNotCount()
    {
        var low = SuiteSamples.Scenario("low", records: 1_000);
        var changing = SuiteSamples.Scenario("burst", records: 400_000);
        var report = SuiteSamples.Report(low, changing with { Details = changing.Details with { MinWindowRecordsPerSec = null } }, SuiteSamples.Scenario("steady", records: 200_000));

        Assert.Equal(99_990, report.MinWindowRecordsPerSec);
        Assert.Null(SuiteSamples.Report(low).MinWindowRecordsPerSec);
    }
}
