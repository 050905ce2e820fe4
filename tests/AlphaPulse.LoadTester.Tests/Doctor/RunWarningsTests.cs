using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Tests.Doctor;

public sealed class RunWarningsTests
{
    [Fact]
    public void Before_FitMachine_IsSilent()
    {
        using var machine = new MachineFixture();

        Assert.Empty(RunWarnings.Before(machine.Quick));
    }

    [Fact]
    public void Before_MachineWithFaults_NamesThoseThatBearOnTheRun()
    {
        using var machine = new MachineFixture();
        machine.Governor(0, "powersave");
        machine.CpuMax("150000 100000");

        Assert.Equal(
            ["governor: performance on 3, powersave on 1", "cgroup-cpu: 1.5 of 4 cores (/sys/fs/cgroup/work.slice/run), throttled 7 times so far"],
            RunWarnings.Before(machine.Quick with { NeededBytes = long.MaxValue }));
    }

    [Theory]
    [InlineData(25, null)]
    [InlineData(25.1, "busy: other programs used 25.1 % of the machine meanwhile")]
    public void After_OtherLoad_IsToldFromAQuarterOfTheMachineOn(double percent, string? warning) =>
        Assert.Equal(warning is null ? [] : [warning], RunWarnings.After(new ResourceResults { AvgOtherCpuPercent = percent }, null));

    [Fact]
    public void After_StealAndThrottling_AreTold() => Assert.Equal(
        ["steal: the host took 1.5 % of the machine's time meanwhile", "cgroup-cpu: the control group was throttled for 1,234 ms meanwhile"],
        RunWarnings.After(new ResourceResults(), new NoiseResults { StealPercent = 1.5, ThrottledMs = 1_234 }));

    [Fact]
    public void After_QuietMachine_IsSilent() =>
        Assert.Empty(RunWarnings.After(new ResourceResults(), new NoiseResults { StealPercent = 1, ThrottledMs = 0 }));
}
