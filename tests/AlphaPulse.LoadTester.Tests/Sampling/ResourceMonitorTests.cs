using System.Diagnostics;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class ResourceMonitorTests
{
    [Fact]
    public void MachineUsage_FirstLineOfProcStat_IsAllButIdle()
    {
        var usage = MachineUsage.Parse("cpu  100 20 30 4000 500 6 7 8 0 0");

        Assert.Equal((100 + 20 + 30 + 6 + 7 + 8) * 10_000_000L, usage.BusyNs);
    }

    [Theory]
    [InlineData("cpu0 1 2 3 4 5 6 7 8")]
    [InlineData("cpu 1 2 3")]
    public void MachineUsage_OtherLine_IsRejected(string line) => Assert.Throws<InvalidDataException>(() => MachineUsage.Parse(line));

    [Fact]
    public void Sample_OneBusyThread_IsUpToOneCoreAndItsShareOfTheMachine()
    {
        const int cores = 4;
        var monitor = new ResourceMonitor([new ProcessProbe("self", Environment.ProcessId)], sharedFileBytes: 5_000_000, cores);
        var before = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - before < TimeSpan.FromMilliseconds(200))
            Thread.SpinWait(1_000);

        var sample = monitor.Sample();
        var results = monitor.ToResults();

        var process = Assert.Single(results.Processes);
        Assert.True(sample.CpuPercent > 0);
        Assert.Equal(process.AvgCpuPercentOfCore / cores, results.AvgCpuPercent, tolerance: 0.1);
        Assert.Equal(sample.CpuPercent, results.PeakCpuPercent);
        Assert.Equal(5, results.SharedFilesMb);
        Assert.Equal(results.PeakMemoryMb, process.PeakPrivateMb + 5, 1);
    }

    [Fact]
    public void Sample_ProcessThatIsGone_CountsNothing()
    {
        using var process = Process.Start("true");
        process.WaitForExit();
        var monitor = new ResourceMonitor([new ProcessProbe("gone", process.Id)], sharedFileBytes: 0, cores: 1);

        Assert.Equal((0, 0), (monitor.Sample().CpuPercent, monitor.Sample().MemoryBytes));
    }

    [Fact]
    public void Sample_ProcessThatWentSince_IsAsItWasSeenLastAndThenLeftOutOfTheAverages()
    {
        using var child = Process.Start("sleep", "600");
        var monitor = new ResourceMonitor([new ProcessProbe("child", child.Id), new ProcessProbe("self", Environment.ProcessId)], sharedFileBytes: 0, cores: 1);
        while (monitor.Sample().Processes![0].PrivateBytes == 0)
            Thread.Yield();
        monitor.Observe();
        child.Kill();
        child.WaitForExit();

        var last = monitor.SampleObserved();
        var afterwards = monitor.Sample();
        var before = monitor.ToResults();
        var without = monitor.Sample();

        Assert.True(last.Processes![0] is { IsAlive: true, PrivateBytes: > 0 });
        Assert.Equal(last.MemoryBytes, afterwards.MemoryBytes);
        Assert.False(without.Processes![0].IsAlive);
        Assert.Equal((before.AvgMemoryMb, before.PeakMemoryMb, before.AvgCpuPercent), (monitor.ToResults().AvgMemoryMb, monitor.ToResults().PeakMemoryMb, monitor.ToResults().AvgCpuPercent));
    }
}
