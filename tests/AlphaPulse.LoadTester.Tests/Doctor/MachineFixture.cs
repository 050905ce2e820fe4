using AlphaPulse.LoadTester.Doctor;

namespace AlphaPulse.LoadTester.Tests.Doctor;

/// <summary>The files of a machine that is fit to measure on: four cores, nothing else running. A test plants its fault in it.</summary>
internal sealed class MachineFixture : IDisposable
{
    public const int CoreCount = 4;
    private const string ClockSources = "/sys/devices/system/clocksource/clocksource0";
    private readonly TemporaryDirectory _root = new();

    public MachineFixture()
    {
        Write($"{ClockSources}/current_clocksource", "tsc\n");
        Write($"{ClockSources}/available_clocksource", "tsc hpet acpi_pm \n");
        Write("/proc/cpuinfo", "processor\t: 0\nmodel name\t: Example 9000\nflags\t\t: fpu tsc constant_tsc nonstop_tsc hypervisor\n");
        Write("/sys/devices/system/cpu/online", "0-3\n");
        for (var core = 0; core < CoreCount; core++)
            Governor(core, "performance");
        Write("/proc/self/status", "Name:\tloadtester\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3\n");
        Write("/proc/self/cgroup", "0::/work.slice/run\n");
        Write("/proc/self/mountinfo", "24 1 254:0 / / rw - ext4 /dev/vda rw\n31 23 0:28 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
        CpuMax("max 100000");
        MemoryMax("max", 1_000_000_000);
        Write("/proc/meminfo", "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:   12000000 kB\n");
        Write("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        Write("/sys/kernel/mm/transparent_hugepage/shmem_enabled", "always within_size advise [never] deny force\n");
        Pressure("cpu", "some", 1.5);
        Pressure("memory", "full", 0);
        Pressure("io", "full", 0);
        Write("/proc/sys/kernel/osrelease", "6.1.0\n");
        Process(1, "init", 50);
        Swap(100);
        Program("feedsim", "");
        Program("feedengine", "");
    }

    /// <summary>The variables of the environment.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What happens within the second that is watched.</summary>
    public Action Second { get; set; } = () => { };

    /// <summary>The view that a run takes: nobody watched anything.</summary>
    public HostView Quick => new()
    {
        Files = new HostFiles(_root.Path),
        Directory = "/dev/shm",
        NeededBytes = 1,
        ProgramsDirectory = _root.Path,
        Variable = Variables.GetValueOrDefault,
    };

    public DoctorReport Examine(HostView? host = null)
    {
        var quick = host ?? Quick;
        Ticks(busy: 1_000, idle: 9_000, steal: 10);
        return DoctorReport.Of(quick with { Activity = HostActivity.Watch(quick.Files, PassSecond), WakeDelaysNs = quick.WakeDelaysNs.Count > 0 ? quick.WakeDelaysNs : [55_000, 60_000, 400_000] });
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(_root.Path, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Remove(string path) => File.Delete(Path.Combine(_root.Path, path.TrimStart('/')));

    public void Clock(string current, string available)
    {
        Write($"{ClockSources}/current_clocksource", current + "\n");
        Write($"{ClockSources}/available_clocksource", available + "\n");
    }

    public void Governor(int core, string governor) => Write($"/sys/devices/system/cpu/cpu{core}/cpufreq/scaling_governor", governor + "\n");

    public void CpuMax(string text)
    {
        Write("/sys/fs/cgroup/work.slice/run/cpu.max", text + "\n");
        Write("/sys/fs/cgroup/work.slice/cpu.max", "max 100000\n");
        Write("/sys/fs/cgroup/work.slice/run/cpu.stat", "usage_usec 5\nnr_periods 10\nnr_throttled 7\n");
    }

    public void MemoryMax(string limit, long used)
    {
        Write("/sys/fs/cgroup/work.slice/run/memory.max", limit + "\n");
        Write("/sys/fs/cgroup/work.slice/run/memory.current", used + "\n");
        Write("/sys/fs/cgroup/work.slice/run/memory.stat", "anon 5\ninactive_file 1000000\n");
    }

    public void Pressure(string resource, string line, double percent) =>
        Write($"/proc/pressure/{resource}", $"{line} avg10={percent:0.00} avg60=0.00 avg300=0.00 total=1\n");

    public void Ticks(long busy, long idle, long steal) =>
        Write("/proc/stat", $"cpu  {busy} 0 0 {idle} 0 0 0 {steal} 0 0\ncpu0 1 0 0 1 0 0 0 0 0 0\ncpu1 1 0 0 1 0 0 0 0 0 0\ncpu2 1 0 0 1 0 0 0 0 0 0\ncpu3 1 0 0 1 0 0 0 0 0 0\nintr 1\n");

    public void Process(int pid, string name, long ticks) =>
        Write($"/proc/{pid}/stat", $"{pid} ({name}) S 1 1 1 0 -1 4194304 100 0 0 0 {ticks} 0 0 0 20 0 5 0 100 1000 200 1 2 3\n");

    public void Swap(long pages) => Write("/proc/vmstat", $"nr_free_pages 1\npswpin {pages}\npswpout 0\n");

    public void Program(string name, string properties) => Write(
        $"/{name}.runtimeconfig.json",
        $$$"""{"runtimeOptions":{"configProperties":{"System.GC.Concurrent":false,"System.Runtime.TieredCompilation":false{{{properties}}} } } }""");

    public void Dispose() => _root.Dispose();

    // 400 ticks of four cores are a second.
    private void PassSecond()
    {
        Ticks(busy: 1_040, idle: 9_360, steal: 10);
        Second();
    }
}
