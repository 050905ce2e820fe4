using System.Diagnostics;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.Telemetry.Hiccups;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>
/// What the machine did by itself: hiccups by core and process, steal, throttling, switches and faults, each as the difference of
/// two readings; by interval and for the measured time. Not thread-safe.
/// </summary>
internal sealed class NoiseMeter
{
    public const string ControlName = "control";
    public const string FeedName = "feedsim";
    private const string EngineName = "feedengine";
    private const double NsPerMs = 1e6;

    // Of the cores' time together: the kernel tells steal in units of 10 ms, each of which is a percent of this. In a shorter run a
    // single one would look like a noisy host.
    private const double LeastForStealNs = 1e9;

    private readonly CoreTrack[] _cores;
    private readonly ProcessTrack[] _processes;
    private readonly long _periodNs;
    private readonly LongHistogram _snapshot = new(HistogramLayout.LatencyNs);
    private RuntimeCounts _runtime;
    private long _stealNs;
    private long? _throttledNs;
    private long _startTimestamp;

    /// <param name="telemetry">The run's files.</param>
    /// <param name="periodNs">Of the hiccup recorders.</param>
    public NoiseMeter(RunTelemetry telemetry, long periodNs)
    {
        _periodNs = periodNs;
        _cores = [.. Cores(FeedName, telemetry.Feed), .. Cores(ControlName, telemetry.Control)];
        _processes = [.. Process(FeedName, telemetry.Feed), .. Process(EngineName, telemetry.Engine)];
    }

    /// <summary>The measured time begins: what was counted before is forgotten.</summary>
    public void Start()
    {
        foreach (var core in _cores)
        {
            core.File.Snapshot(core.Name, core.Start);
            core.Last.CopyFrom(core.Start);
        }

        foreach (var process in _processes)
            process.Start = Read(process.File);
        _runtime = Sum();
        using var steal = new StealTimes();
        _stealNs = steal.Sum();
        using var throttling = Throttling.OfThisProcess();
        _throttledNs = throttling.ReadNs();
        _startTimestamp = Stopwatch.GetTimestamp();
    }

    /// <summary>Adds to an interval what is new since the last one.</summary>
    public void Sample(Interval interval)
    {
        foreach (var core in _cores)
        {
            var target = core.Process == ControlName ? interval.ControlHiccup : interval.Hiccup;
            core.File.Snapshot(core.Name, _snapshot);
            target.Add(_snapshot);
            target.Subtract(core.Last);
            core.Last.CopyFrom(_snapshot);
        }

        var runtime = Sum();
        interval.Runtime = runtime.Since(_runtime);
        _runtime = runtime;
    }

    /// <summary>The measured time until now; null if nobody records hiccups.</summary>
    /// <param name="histograms">Where the joined histograms go.</param>
    public NoiseResults? ToResults(out HiccupHistograms histograms)
    {
        histograms = new HiccupHistograms();
        if (_cores.Length == 0)
            return null;
        var cores = new List<CoreNoise>();
        foreach (var core in _cores)
        {
            core.File.Snapshot(core.Name, _snapshot);
            _snapshot.Subtract(core.Start);
            cores.Add(new CoreNoise { Core = core.Core, Process = core.Process, Hiccup = LatencySummaries.Of(_snapshot) });
            (core.Process == ControlName ? histograms.Control : histograms.Feed).Add(_snapshot);
        }

        var elapsedNs = Stopwatch.GetElapsedTime(_startTimestamp).TotalNanoseconds;
        using var steal = new StealTimes();
        using var throttling = Throttling.OfThisProcess();
        return new NoiseResults
        {
            HiccupPeriodMs = _periodNs / NsPerMs,
            Feed = LatencySummaries.Of(histograms.Feed),
            Control = LatencySummaries.Of(histograms.Control),
            Cores = cores,
            StealPercent = !steal.IsKnown || elapsedNs * steal.Cores < LeastForStealNs ? null : Math.Round(100 * (steal.Sum() - _stealNs) / elapsedNs / steal.Cores, 3),
            ThrottledMs = throttling.ReadNs() is { } nowNs && _throttledNs is { } beforeNs ? Math.Round((nowNs - beforeNs) / NsPerMs, 3) : null,
            Processes = [.. _processes.Select(ToResults)],
        };
    }

    private static ProcessNoise ToResults(ProcessTrack process)
    {
        var counts = Read(process.File).Since(process.Start);
        return new ProcessNoise
        {
            Name = process.Name,
            VoluntarySwitches = counts.VoluntarySwitches,
            InvoluntarySwitches = counts.InvoluntarySwitches,
            MinorFaults = counts.MinorFaults,
            MajorFaults = counts.MajorFaults,
            JitMethods = counts.JitMethods,
            LockContentions = counts.LockContentions,
            GcCount = counts.GcCount,
            GcPauseMs = Math.Round(counts.GcPauseNs / NsPerMs, 3),
        };
    }

    private static IEnumerable<CoreTrack> Cores(string process, TelemetryFile? file)
    {
        foreach (var name in file?.HistogramNames ?? [])
        {
            if (HiccupRecorder.TryCoreOf(name, out var core))
                yield return new CoreTrack(process, core, name, file!);
        }
    }

    private static IEnumerable<ProcessTrack> Process(string name, TelemetryFile? file) => file is null ? [] : [new ProcessTrack(name, file)];

    private RuntimeCounts Sum()
    {
        var sum = default(RuntimeCounts);
        foreach (var process in _processes)
            sum = sum.Plus(Read(process.File));
        return sum;
    }

    private static RuntimeCounts Read(TelemetryFile file) => new(
        file.SumCounters("gc_count"),
        file.SumCounters("gc_pause_ns"),
        file.SumCounters("jit_methods"),
        file.SumCounters("minor_faults"),
        file.SumCounters("major_faults"),
        file.SumCounters("voluntary_switches"),
        file.SumCounters("involuntary_switches"),
        file.SumCounters("lock_contentions"));

    private sealed class CoreTrack(string process, int core, string name, TelemetryFile file)
    {
        public string Process => process;

        public int Core => core;

        public string Name => name;

        public TelemetryFile File => file;

        public LongHistogram Start { get; } = new(HistogramLayout.LatencyNs);

        public LongHistogram Last { get; } = new(HistogramLayout.LatencyNs);
    }

    private sealed class ProcessTrack(string name, TelemetryFile file)
    {
        public string Name => name;

        public TelemetryFile File => file;

        public RuntimeCounts Start { get; set; }
    }
}
