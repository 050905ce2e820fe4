using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Waiting;
using Microsoft.Diagnostics.NETCore.Client;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>
/// Faults planted from outside into a feed that runs: each of its outliers is put down to its cause in at least 95 of 100. The machine may be
/// busy with other things, so that an outlier of a fault counts as found, too, if the fault's part of it was recognised and
/// something else made it longer.
/// </summary>
[Trait("Speed", "Slow")]
public sealed partial class PlantedFaultTests
{
    private const double Share = 0.95;
    private const int SlotBytes = 64;
    private const int SlotsOffset = 0x2000;
    private const int CursorOffset = 0x100;
    private const int SlotsPerPage = 4_096 / SlotBytes;
    private const long Capacity = 65_536;

    [Fact]
    public void Outliers_FeedStoppedFor20Ms_AreStops()
    {
        const int stops = 30;
        const long stopNs = 20_000_000;
        using var sandbox = new Sandbox();
        var windows = new List<(long StartNs, long EndNs)>();
        var outliers = Run(sandbox, "10us", feed =>
        {
            for (var i = 0; i < stops; i++)
            {
                _ = StartedProgram.SendSignal(feed, UnixSignal.Stop);
                Eventually(() => StateOf(feed) == 'T');
                var startNs = AbsoluteSleep.NowNs();
                AbsoluteSleep.Until(startNs + stopNs);
                windows.Add((startNs, AbsoluteSleep.NowNs()));
                _ = StartedProgram.SendSignal(feed, UnixSignal.Continue);
                AbsoluteSleep.Until(AbsoluteSleep.NowNs() + stopNs);
            }
        });

        var own = windows.Select(window => (Window: window, Outlier: outliers.MaxBy(outlier => outlier.Overlap(window)))).Where(pair => pair.Outlier?.Overlap(pair.Window) > stopNs / 2).ToArray();

        // One that hits the writer between two writes has none: it shows in the lag of what comes after it.
        Assert.True(own.Length >= stops * 2 / 3, $"{own.Length} of {stops} stops have an outlier");
        ExpectShare(own.Select(pair => pair.Outlier!), outlier => IsPutDownTo(outlier, "stopped", own.First(pair => pair.Outlier == outlier).Outlier!.Overlap(own.First(pair => pair.Outlier == outlier).Window)));
    }

    [Fact]
    public void Outliers_ForcedCollections_AreCollections()
    {
        const int collections = 30;
        using var sandbox = new Sandbox();
        var windows = new List<(long StartNs, long EndNs)>();
        var outliers = Run(sandbox, "10us", feed =>
        {
            // A session that asks for the heap makes the runtime collect all of it, at once.
            const long heapCollect = 0x800000;
            var client = new DiagnosticsClient(feed);
            for (var i = 0; i < collections; i++)
            {
                var startNs = AbsoluteSleep.NowNs();
                using var session = client.StartEventPipeSession([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, heapCollect)], requestRundown: false, circularBufferMB: 1);
                windows.Add((startNs, AbsoluteSleep.NowNs()));
                session.Stop();
                AbsoluteSleep.Until(AbsoluteSleep.NowNs() + 20_000_000);
            }
        });

        // What waited for a core most of its time has its own explanation. And what happens on this machine at other times happens in these, too.
        var late = outliers.Where(outlier => !outlier.IsWrite && outlier.Number("run_queue_wait_ns") < outlier.DurationNs / 2).ToArray();
        var own = late.Where(outlier => windows.Exists(window => outlier.Overlap(window) > 0)).ToArray();
        var watchedNs = windows[^1].EndNs - windows[0].StartNs;
        var ownNs = windows.Sum(window => window.EndNs - window.StartNs);
        var between = late.Count(outlier => outlier.StartNs >= windows[0].StartNs && outlier.EndNs <= windows[^1].EndNs) - own.Length;
        Assert.True(own.Length >= collections / 2, $"{own.Length} outliers of {collections} collections");
        ExpectShare(own, outlier => outlier.Cause == "gc_suspension", (int)Math.Ceiling((double)between * ownNs / (watchedNs - ownNs)));
    }

    [Fact]
    public void Outliers_CoreTakenByHogs_AreWaitsForIt()
    {
        const long lengthNs = 2_000_000_000;
        using var sandbox = new Sandbox();
        (long StartNs, long EndNs) window = default;

        // Hogs take a core for milliseconds. What takes it for some microseconds is others.
        var outliers = Run(sandbox, "100us", feed =>
        {
            Pin(PacerOf(feed), core: 0);
            var hogs = Enumerable.Range(0, 3).Select(_ => sandbox.StartFile("sh", "-c", "while :; do :; done")).ToArray();
            foreach (var hog in hogs)
                Pin(hog.Pid, core: 0);
            window = Last(lengthNs);
            foreach (var hog in hogs)
                hog.SignalGroup(UnixSignal.Kill);
        });

        // Hosts hold a machine back that uses all of its processor time, which makes timers late: the hogs' own outliers are those in
        // which the kernel counted a wait for the core.
        var all = outliers.Where(outlier => outlier.Overlap(window) == outlier.DurationNs && outlier.DurationNs > 0).ToArray();
        var own = all.Where(outlier => outlier.Number("run_queue_wait_counted_ns") >= outlier.DurationNs / 2).ToArray();
        Assert.True(own.Length >= 10 && own.Length > all.Length / 2, $"{own.Length} of {all.Length} outliers while hogs had the core are waits for it");
        ExpectShare(own, outlier => outlier.Cause == "run_queue_wait");
    }

    [Fact]
    public void Outliers_PagesTouchedForTheFirstTime_AreFaults()
    {
        using var sandbox = new Sandbox();
        var pages = new List<HashSet<long>>();
        var outliers = Run(sandbox, "1us", _ =>
        {
            var run = Assert.Single(Directory.GetDirectories(sandbox.Rings));
            foreach (var ring in Directory.GetDirectories(Path.Combine(run, "rings")).Order(StringComparer.Ordinal))
                pages.Add(TakePagesAway(Path.Combine(ring, "data")));
        });

        // An update may begin before a page and reach into it. What was preempted within the same wake-up is longer for that.
        var own = outliers.Where(outlier => outlier.IsWrite && outlier.Number("involuntary_switches") == 0 && outlier.Number("voluntary_switches") == 0
            && Enumerable.Range(0, 16).Any(i => pages[(int)outlier.Number("venue")].Contains(outlier.Number("sequence") + i)) && outlier.Number("minor_faults") > 0).ToArray();
        Assert.True(own.Length >= 100, $"{own.Length} outliers at {pages.Sum(taken => taken.Count)} pages");
        ExpectShare(own, outlier => outlier.Cause == "minor_fault");
    }

    /// <summary>Waits that long; returns when that was.</summary>
    private static (long StartNs, long EndNs) Last(long lengthNs)
    {
        var startNs = AbsoluteSleep.NowNs();
        AbsoluteSleep.Until(startNs + lengthNs);
        return (startNs, AbsoluteSleep.NowNs());
    }

    private static void ExpectShare(IEnumerable<PlantedOutlier> own, Func<PlantedOutlier, bool> isFound, int others = 0)
    {
        var all = own.ToArray();
        var missed = all.Where(outlier => !isFound(outlier)).ToArray();
        Assert.True(missed.Length - others <= (1 - Share) * all.Length, $"{missed.Length} of {all.Length} ({others} of which are to be expected) are put down to something else:\n{string.Join('\n', missed.AsEnumerable())}");
    }

    private static bool IsPutDownTo(PlantedOutlier outlier, string cause, long faultNs) => outlier.Cause == cause || outlier.Number(cause + "_ns") >= 0.8 * faultNs;

    private static List<PlantedOutlier> Run(Sandbox sandbox, string threshold, Action<int> plant)
    {
        var file = sandbox.File("outliers.csv");
        var run = sandbox.Start("loadtester", "--warmup-secs", "0", "--duration-secs", "3600", "--outlier-threshold", threshold, "--outliers", file, "--dir", sandbox.Rings, "--quiet");
        sandbox.WaitUntilRunning(run);
        plant(sandbox.PidOf("feedsim"));

        // The last outliers are read and joined when the run ends.
        run.Signal(UnixSignal.Interrupt);
        var ended = run.WaitForEnd();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        return PlantedOutlier.ReadAll(file);
    }

    /// <summary>Punches every other page out of a stretch of a ring that its writer comes to soon, and whose readers are through with it.</summary>
    private static HashSet<long> TakePagesAway(string path)
    {
        const int pages = 150;
        const int keepSizePunchHole = 3;
        using var ring = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Span<byte> word = stackalloc byte[sizeof(long)];
        RandomAccess.Read(ring, word, CursorOffset);
        var first = (BitConverter.ToInt64(word) + 6_000) / SlotsPerPage * SlotsPerPage;
        var taken = new HashSet<long>();
        for (var i = 0; i < pages; i++)
        {
            var sequence = first + (2L * i * SlotsPerPage);
            Assert.Equal(0, Allocate(ring, keepSizePunchHole, SlotsOffset + (sequence % Capacity * SlotBytes), SlotBytes * SlotsPerPage));
            taken.Add(sequence);
        }

        Eventually(() =>
        {
            Span<byte> now = stackalloc byte[sizeof(long)];
            RandomAccess.Read(ring, now, CursorOffset);
            return BitConverter.ToInt64(now) > first + (2L * pages * SlotsPerPage);
        });
        return taken;
    }

    private static int PacerOf(int feed)
    {
        var task = Assert.Single(Directory.GetDirectories($"/proc/{feed}/task"), task => File.ReadAllText(Path.Combine(task, "comm")).Trim() == "pacer.0");
        return int.Parse(Path.GetFileName(task), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static char StateOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    private static void Eventually(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(60)));

    private static void Pin(int thread, int core)
    {
        var mask = 1L << core;
        Assert.Equal(0, SetAffinity(thread, sizeof(long), in mask));
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, in long mask);

    [LibraryImport("libc", EntryPoint = "fallocate")]
    private static partial int Allocate(Microsoft.Win32.SafeHandles.SafeFileHandle file, int mode, long offset, long length);
}
