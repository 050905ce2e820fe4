using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Averages and peaks of one process over the samples of a run.</summary>
internal sealed class ProcessTally(ProcessProbe probe)
{
    private ProcessUsage _last;
    private long _cpuNs;
    private long _wallNs;
    private double _peakCpuPercent;
    private long _peakPrivateBytes;
    private long _peakSharedBytes;

    public ProcessProbe Probe => probe;

    /// <summary>False once the process is gone.</summary>
    public bool IsAlive { get; private set; } = true;

    public long PrivateBytes => IsAlive ? _last.PrivateBytes : 0;

    public void Start() => IsAlive = probe.TryRead(out _last);

    /// <summary>Takes one sample; returns the processor time since the one before.</summary>
    public long Sample(long wallNs)
    {
        if (!IsAlive || !probe.TryRead(out var usage))
        {
            IsAlive = false;
            return 0;
        }

        var cpuNs = Math.Max(0, usage.CpuNs - _last.CpuNs);
        _last = usage;
        _cpuNs += cpuNs;
        _wallNs += wallNs;
        _peakCpuPercent = Math.Max(_peakCpuPercent, Percent(cpuNs, wallNs));
        _peakPrivateBytes = Math.Max(_peakPrivateBytes, usage.PrivateBytes);
        _peakSharedBytes = Math.Max(_peakSharedBytes, usage.SharedBytes);
        return cpuNs;
    }

    public ProcessResults ToResults() => new()
    {
        Name = probe.Name,
        Pid = probe.Pid,
        AvgCpuPercentOfCore = Percent(_cpuNs, _wallNs),
        PeakCpuPercentOfCore = _peakCpuPercent,
        PeakPrivateMb = Megabytes.Of(_peakPrivateBytes),
        PeakSharedMb = Megabytes.Of(_peakSharedBytes),
    };

    private static double Percent(long cpuNs, long wallNs) => wallNs <= 0 ? 0 : Math.Round(100.0 * cpuNs / wallNs, 2);
}
