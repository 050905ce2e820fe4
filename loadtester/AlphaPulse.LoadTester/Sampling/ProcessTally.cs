using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>Averages and peaks of one process over the samples of a run.</summary>
internal sealed class ProcessTally(ProcessProbe probe)
{
    private ProcessUsage _first;
    private ProcessUsage _last;
    private ProcessUsage _latest;
    private ProcessUsage _read;
    private bool _isGone;
    private bool _wasAlive;
    private long _cpuNs;
    private long _wallNs;
    private double _peakCpuPercent;
    private long _peakPrivateBytes;
    private long _peakSharedBytes;

    public ProcessProbe Probe => probe;

    /// <summary>Whether it lived at the reading that was kept last.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>It lived at the start and does not any more.</summary>
    public bool IsLost => _wasAlive && !IsAlive;

    public long PrivateBytes => IsAlive ? _last.PrivateBytes : 0;

    public void Start()
    {
        IsAlive = _wasAlive = probe.TryRead(out _read);
        _isGone = !IsAlive;
        _first = _last = _latest = _read;
    }

    /// <summary>Reads what it uses, to be kept or not. False if it is found gone for the first time.</summary>
    public bool Read()
    {
        if (_isGone)
            return true;
        _isGone = !probe.TryRead(out _read);
        return !_isGone;
    }

    /// <summary>Makes what was read the latest state.</summary>
    public void Keep()
    {
        IsAlive = !_isGone;
        if (IsAlive)
            _latest = _read;
    }

    /// <summary>Takes one sample, up to the latest state; returns the processor time since the one before.</summary>
    public long Sample(long wallNs)
    {
        if (!IsAlive)
            return 0;
        var cpuNs = Math.Max(0, _latest.CpuNs - _last.CpuNs);
        _last = _latest;
        _cpuNs += cpuNs;
        _wallNs += wallNs;
        _peakCpuPercent = Math.Max(_peakCpuPercent, Percent(cpuNs, wallNs));
        _peakPrivateBytes = Math.Max(_peakPrivateBytes, _latest.PrivateBytes);
        _peakSharedBytes = Math.Max(_peakSharedBytes, _latest.SharedBytes);
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
        Io = _latest.Io is { } io && _first.Io is { } before ? io.Since(before) : null,
    };

    private static double Percent(long cpuNs, long wallNs) => wallNs <= 0 ? 0 : Math.Round(100.0 * cpuNs / wallNs, 2);
}
