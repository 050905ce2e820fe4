using System.Diagnostics;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// Samples processor and memory of every process of a run, and of the machine. Averages and peaks are of the time in which all of
/// them lived: a process that is gone does not make the run cheaper. Not thread-safe.
/// </summary>
internal sealed class ResourceMonitor
{
    private readonly ProcessTally[] _processes;
    private readonly long _sharedFileBytes;
    private readonly int _cores;
    private long _lastTimestamp;
    private long _latestTimestamp;
    private MachineUsage _lastMachine;
    private MachineUsage _latestMachine;
    private NetworkUsage? _firstNetwork;
    private NetworkUsage? _latestNetwork;
    private ResourceSample? _lastSample;
    private long _wallNs;
    private long _cpuNs;
    private long _otherCpuNs;
    private double _peakCpuPercent;
    private double _memoryByteNs;
    private long _peakMemoryBytes;

    /// <param name="probes">The run's processes, this one among them.</param>
    /// <param name="sharedFileBytes">Rings and telemetry files: allocated as a whole when they are created, counted once.</param>
    /// <param name="cores">Of the machine.</param>
    public ResourceMonitor(IEnumerable<ProcessProbe> probes, long sharedFileBytes, int cores)
    {
        _processes = [.. probes.Select(probe => new ProcessTally(probe))];
        _sharedFileBytes = sharedFileBytes;
        _cores = cores;
        Start();
    }

    /// <summary>Sets the beginning of the first interval to now.</summary>
    public void Start()
    {
        foreach (var process in _processes)
            process.Start();
        _lastMachine = _latestMachine = MachineUsage.Read();
        _firstNetwork = _latestNetwork = NetworkUsage.Read();
        _lastTimestamp = _latestTimestamp = Stopwatch.GetTimestamp();
        _lastSample = null;
    }

    /// <summary>
    /// Reads the present state, up to which the next sample goes. One that finds a process gone for the first time is dropped: when
    /// it went, and what it used until then, nobody knows.
    /// </summary>
    public void Observe()
    {
        var timestamp = Stopwatch.GetTimestamp();
        var isWhole = true;
        foreach (var process in _processes)
            isWhole &= process.Read();
        if (!isWhole)
            return;
        foreach (var process in _processes)
            process.Keep();
        _latestMachine = MachineUsage.Read();
        _latestNetwork = NetworkUsage.Read();
        _latestTimestamp = timestamp;
    }

    /// <summary>Ends an interval and begins the next one.</summary>
    public ResourceSample Sample()
    {
        Observe();
        return SampleObserved();
    }

    /// <summary>The same up to the latest state that was observed, for when the programs may have ended; without a new one the last sample again.</summary>
    public ResourceSample SampleObserved()
    {
        var wallNs = (long)Stopwatch.GetElapsedTime(_lastTimestamp, _latestTimestamp).TotalNanoseconds;
        if (wallNs <= 0 && _lastSample is { } last)
            return last;
        _lastTimestamp = _latestTimestamp;
        long cpuNs = 0;
        var memoryBytes = _sharedFileBytes;
        var processes = new ProcessSample[_processes.Length];
        for (var i = 0; i < processes.Length; i++)
        {
            var processNs = _processes[i].Sample(wallNs);
            cpuNs += processNs;
            memoryBytes += _processes[i].PrivateBytes;
            processes[i] = new ProcessSample(wallNs <= 0 ? 0 : 100.0 * processNs / wallNs, _processes[i].PrivateBytes, _processes[i].IsAlive);
        }

        var otherNs = Math.Max(0, _latestMachine.BusyNs - _lastMachine.BusyNs - cpuNs);
        _lastMachine = _latestMachine;
        var sample = new ResourceSample(OfMachine(cpuNs, wallNs), memoryBytes, processes);
        if (!_processes.Any(process => process.IsLost))
            Add(sample, wallNs, cpuNs, otherNs);
        _lastSample = sample;
        return sample;
    }

    private void Add(ResourceSample sample, long wallNs, long cpuNs, long otherNs)
    {
        _wallNs += wallNs;
        _cpuNs += cpuNs;
        _otherCpuNs += otherNs;
        _memoryByteNs += (double)sample.MemoryBytes * wallNs;
        _peakCpuPercent = Math.Max(_peakCpuPercent, sample.CpuPercent);
        _peakMemoryBytes = Math.Max(_peakMemoryBytes, sample.MemoryBytes);
    }

    public ResourceResults ToResults() => new()
    {
        AvgCpuPercent = OfMachine(_cpuNs, _wallNs),
        PeakCpuPercent = _peakCpuPercent,
        AvgMemoryMb = _wallNs == 0 ? 0 : Megabytes.Of((long)(_memoryByteNs / _wallNs)),
        PeakMemoryMb = Megabytes.Of(_peakMemoryBytes),
        SharedFilesMb = Megabytes.Of(_sharedFileBytes),
        AvgOtherCpuPercent = OfMachine(_otherCpuNs, _wallNs),
        Network = _latestNetwork is { } network && _firstNetwork is { } before ? network.Since(before) : null,
        Processes = [.. _processes.Select(process => process.ToResults())],
    };

    private double OfMachine(long cpuNs, long wallNs) => wallNs <= 0 ? 0 : Math.Round(100.0 * cpuNs / wallNs / _cores, 2);
}
