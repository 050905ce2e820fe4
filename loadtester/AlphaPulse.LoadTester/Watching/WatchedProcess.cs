using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Watching;

/// <summary>Takes the processor time of a process from one look to the next.</summary>
internal sealed class WatchedProcess
{
    private readonly ProcessProbe _probe;
    private ProcessUsage _last;
    private bool _isAlive;

    public WatchedProcess(string name, int pid)
    {
        _probe = new ProcessProbe(name, pid);
        _isAlive = _probe.TryRead(out _last);
    }

    public string Name => _probe.Name;

    public int Pid => _probe.Pid;

    /// <param name="elapsedNs">Since the last look.</param>
    /// <param name="gcCount">What it tells of its collections.</param>
    public ProcessView Look(long elapsedNs, long? gcCount)
    {
        if (!_isAlive || !_probe.TryRead(out var usage))
        {
            _isAlive = false;
            return new ProcessView(Name, Pid, null, 0, 0, gcCount);
        }

        var cpuNs = usage.CpuNs - _last.CpuNs;
        _last = usage;
        return new ProcessView(Name, Pid, elapsedNs <= 0 ? 0 : 100.0 * cpuNs / elapsedNs, usage.PrivateBytes, usage.SharedBytes, gcCount);
    }
}
