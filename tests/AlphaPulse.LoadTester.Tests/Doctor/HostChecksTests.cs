using AlphaPulse.LoadTester.Doctor;

namespace AlphaPulse.LoadTester.Tests.Doctor;

/// <summary>Each check, with the fault that it is there for planted in the files of a machine that has none.</summary>
public sealed class HostChecksTests
{
    private static readonly Dictionary<string, (string Check, string Evidence, Action<MachineFixture> Plant)> s_faults = new()
    {
        ["no tsc"] = ("clock", "kvm-clock (the kernel does not offer tsc)", machine => machine.Clock("kvm-clock", "kvm-clock acpi_pm")),
        ["tsc not taken"] = ("clock", "hpet (tsc is offered)", machine => machine.Clock("hpet", "tsc hpet")),
        ["tsc that stops"] = ("clock", "tsc, but the processor lacks nonstop_tsc", machine => machine.Write("/proc/cpuinfo", "flags\t: tsc constant_tsc\n")),
        ["one core"] = ("cores", "1 online, needed: 2", machine =>
        {
            machine.Write("/sys/devices/system/cpu/online", "0\n");
            machine.Write("/proc/self/status", "Cpus_allowed_list:\t0\n");
        }
        ),
        ["taskset"] = ("affinity", "cores 1,3, 2 of 4", machine => machine.Write("/proc/self/status", "Cpus_allowed_list:\t1,3\n")),
        ["powersave"] = ("governor", "performance on 3, powersave on 1", machine => machine.Governor(2, "powersave")),
        ["quota"] = ("cgroup-cpu", "1.5 of 4 cores (/sys/fs/cgroup/work.slice/run), throttled 7 times so far", machine => machine.CpuMax("150000 100000")),
        ["quota of the parent"] = ("cgroup-cpu", "0.5 of 4 cores (/sys/fs/cgroup/work.slice)", machine => machine.Write("/sys/fs/cgroup/work.slice/cpu.max", "50000 100000\n")),
        ["quota of version 1"] = ("cgroup-cpu", "2 of 4 cores (/sys/fs/cgroup/cpu/box), throttled 3 times so far", machine =>
        {
            machine.Write("/proc/self/cgroup", "4:memory:/\n3:cpu,cpuacct:/box\n0::/\n");
            machine.Write("/proc/self/mountinfo", "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n");
            machine.Write("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "200000\n");
            machine.Write("/sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
            machine.Write("/sys/fs/cgroup/cpu/box/cpu.stat", "nr_periods 9\nnr_throttled 3\nthrottled_time 1\n");
        }
        ),
        ["quota of a container"] = ("cgroup-cpu", "1 of 4 cores (/sys/fs/cgroup)", machine =>
        {
            machine.Write("/proc/self/cgroup", "0::/../../host/path\n");
            machine.Write("/sys/fs/cgroup/cpu.max", "100000 100000\n");
        }
        ),
        ["memory limit"] = ("cgroup-memory", "501 MB left of 1,000 MB (/sys/fs/cgroup/work.slice/run), needed: 600 MB", machine => machine.MemoryMax("1000000000", 500_000_000)),
        ["memory limit of version 1"] = ("cgroup-memory", "100 MB left of 400 MB (/sys/fs/cgroup/memory/box), needed: 600 MB", machine =>
        {
            machine.Write("/proc/self/cgroup", "4:memory:/box\n");
            machine.Write("/proc/self/mountinfo", "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
            machine.Write("/sys/fs/cgroup/memory/box/memory.limit_in_bytes", "400000000\n");
            machine.Write("/sys/fs/cgroup/memory/box/memory.usage_in_bytes", "350000000\n");
            machine.Write("/sys/fs/cgroup/memory/box/memory.stat", "cache 1\ntotal_inactive_file 50000000\n");
        }
        ),
        ["memory"] = ("memory", "307 MB available, needed: 600 MB", machine => machine.Write("/proc/meminfo", "MemAvailable:     300000 kB\n")),
        ["swapping"] = ("memory", "12,288 MB available, but 40 pages were swapped within a second", machine => machine.Second += () => machine.Swap(140)),
        ["huge pages"] = ("huge-pages", "always", machine => machine.Write("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n")),
        ["huge pages of shared memory"] = ("huge-pages", "madvise, shared memory force", machine => machine.Write("/sys/kernel/mm/transparent_hugepage/shmem_enabled", "always never deny [force]\n")),
        ["server collector by variable"] = ("gc", "DOTNET_gcServer=1", machine => machine.Variables["DOTNET_gcServer"] = "1"),
        ["tiers by variable"] = ("gc", "COMPlus_TieredCompilation=1", machine => machine.Variables["COMPlus_TieredCompilation"] = "1"),
        ["server collector by file"] = ("gc", "feedengine: System.GC.Server is on", machine => machine.Program("feedengine", ",\"System.GC.Server\":true")),
        ["no runtime configuration"] = ("gc", "feedsim.runtimeconfig.json cannot be read", machine => machine.Remove("/feedsim.runtimeconfig.json")),
        ["steal"] = ("steal", "2.5 % of a second, allowed: 1 %", machine => machine.Second += () => machine.Ticks(busy: 1_030, idle: 9_360, steal: 20)),
        ["busy process"] = ("busy", "a (b) hog (pid 4242) 55 % of a core; the machine 10.0 %", machine =>
        {
            machine.Process(4242, "a (b) hog", 1_000);
            machine.Second += () => machine.Process(4242, "a (b) hog", 1_055);
        }
        ),
        ["busy processes"] = ("busy", "one (pid 11) 40 %, two (pid 12) 30 %, three (pid 13) 20 % and 1 more of a core", machine => machine.Second += () =>
        {
            machine.Process(12, "two", 30);
            machine.Process(14, "four", 15);
            machine.Process(11, "one", 40);
            machine.Process(13, "three", 20);
        }
        ),
        ["pressure"] = ("pressure", "cpu 61.2 %, allowed: 40 % of the last 10 s", machine => machine.Pressure("cpu", "some", 61.2)),
        ["pressure of disks"] = ("pressure", "io 44.0 %, allowed: 40 % of the last 10 s", machine => machine.Pressure("io", "full", 44)),
    };

    public static TheoryData<string> Faults => [.. s_faults.Keys];

    [Fact]
    public void Examine_FitMachine_WarnsOfNothing()
    {
        using var machine = new MachineFixture();

        var report = machine.Examine();

        Assert.True(report.IsFit, report.ToJson());
        Assert.Equal(HostChecks.All.Select(check => check.Name), report.Checks.Select(line => line.Check));
        Assert.All(report.Checks, line => Assert.False(string.IsNullOrWhiteSpace(line.Evidence)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Examine_PlantedFault_IsTheOnlyWarningWithItsEvidence(string fault)
    {
        var (check, evidence, plant) = s_faults[fault];
        using var machine = new MachineFixture();
        plant(machine);

        var report = machine.Examine();

        var warning = Assert.Single(report.Checks, line => line.Level == FindingLevel.Warning);
        Assert.Equal(check, warning.Check);
        Assert.StartsWith(evidence, warning.Evidence, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(warning.Advice));
    }

    [Fact]
    public void Examine_DirectoryOnADisk_Warns()
    {
        using var machine = new MachineFixture();

        var warning = Warning(machine.Examine(machine.Quick with { Directory = "/proc" }), "tmpfs");

        Assert.StartsWith("/proc is not on tmpfs", warning.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_TooLittleSpace_Warns()
    {
        using var machine = new MachineFixture();

        var warning = Warning(machine.Examine(machine.Quick with { NeededBytes = long.MaxValue }), "space");

        Assert.Contains("MB free in /dev/shm, needed: 9,223,372,036,855 MB", warning.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Examine_SleepsThatEndLate_Warns()
    {
        using var machine = new MachineFixture();

        var warning = Warning(machine.Examine(machine.Quick with { WakeDelaysNs = [60_000, 4_000_000, 9_000_000] }), "timer");

        Assert.Equal("a sleep ends 4,000 µs late (median of 3), worst 9,000 µs", warning.Evidence);
    }

    [Fact]
    public void Examine_FilesThatAreNotThere_AreSaidAndNoWarning()
    {
        using var machine = new MachineFixture();
        using var empty = new TemporaryDirectory();

        var report = machine.Examine(machine.Quick with { Files = new HostFiles(empty.Path) });

        Assert.True(report.IsFit, report.ToJson());
        Assert.Equal("not told by this kernel", report.Checks.Single(line => line.Check == "affinity").Evidence);
        Assert.Equal("not watched", report.Checks.Single(line => line.Check == "steal").Evidence);
    }

    [Fact]
    public void Examine_ThisMachine_AnswersEveryCheck()
    {
        var report = DoctorReport.Of(HostWatch.Watch(new HostView { Directory = "/dev/shm", NeededBytes = 1 }));

        Assert.Equal(HostChecks.All.Count, report.Checks.Count);
        Assert.Matches("^a sleep ends [0-9,]+ µs late", report.Checks.Single(line => line.Check == "timer").Evidence);
        Assert.Matches("% of a second", report.Checks.Single(line => line.Check == "steal").Evidence);
        Assert.Equal(FindingLevel.Ok, report.Checks.Single(line => line.Check == "tmpfs").Level);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("a", null)]
    public void Count_ListOfCores_IsWhatItNames(string list, int? count) => Assert.Equal(count, CoreList.Count(list));

    private static DoctorLine Warning(DoctorReport report, string check)
    {
        var warning = Assert.Single(report.Checks, line => line.Level == FindingLevel.Warning);
        Assert.Equal(check, warning.Check);
        return warning;
    }
}
