using System.Diagnostics;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Samples processor and memory of every process of a run, and of the machine. Not thread-safe.</summary>
internal sealed class ResourceMonitor
{
    private readonly ProcessTally[] _processes;
    private readonly long _sharedFileBytes;
    private readonly int _cores;
    private long _lastTimestamp;
    private MachineUsage _lastMachine;
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
        _lastMachine = MachineUsage.Read();
        _lastTimestamp = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends an interval and begins the next one.</summary>
    public ResourceSample Sample()
    {
        var now = Stopwatch.GetTimestamp();
        var wallNs = (long)Stopwatch.GetElapsedTime(_lastTimestamp, now).TotalNanoseconds;
        _lastTimestamp = now;
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

        var machine = MachineUsage.Read();
        _otherCpuNs += Math.Max(0, machine.BusyNs - _lastMachine.BusyNs - cpuNs);
        _lastMachine = machine;
        _wallNs += wallNs;
        _cpuNs += cpuNs;
        _memoryByteNs += (double)memoryBytes * wallNs;
        var cpuPercent = OfMachine(cpuNs, wallNs);
        _peakCpuPercent = Math.Max(_peakCpuPercent, cpuPercent);
        _peakMemoryBytes = Math.Max(_peakMemoryBytes, memoryBytes);
        return new ResourceSample(cpuPercent, memoryBytes, processes);
    }

    public ResourceResults ToResults() => new()
    {
        AvgCpuPercent = OfMachine(_cpuNs, _wallNs),
        PeakCpuPercent = _peakCpuPercent,
        AvgMemoryMb = _wallNs == 0 ? 0 : Megabytes.Of((long)(_memoryByteNs / _wallNs)),
        PeakMemoryMb = Megabytes.Of(_peakMemoryBytes),
        SharedFilesMb = Megabytes.Of(_sharedFileBytes),
        AvgOtherCpuPercent = OfMachine(_otherCpuNs, _wallNs),
        Processes = [.. _processes.Select(process => process.ToResults())],
    };

    private double OfMachine(long cpuNs, long wallNs) => wallNs <= 0 ? 0 : Math.Round(100.0 * cpuNs / wallNs / _cores, 2);
}
