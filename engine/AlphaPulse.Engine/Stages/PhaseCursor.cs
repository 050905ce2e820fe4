using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.Engine.Stages;

/// <summary>Which phase of the plan an intended time lies in. Remembers the last answer: nearly every event lies in the same. A mutable struct for one thread.</summary>
internal struct PhaseCursor(IReadOnlyList<RunPhase> phases, ScheduleOrigin origin)
{
    /// <summary>No phase.</summary>
    public const int None = -1;

    private readonly RunPhase[] _phases = [.. phases];
    private int _phase = None;
    private long _startNs;
    private ulong _lengthNs;

    /// <summary>Index of the phase, or <see cref="None"/>.</summary>
    public int PhaseOf(long intendedNs) => (ulong)(intendedNs - _startNs) < _lengthNs ? _phase : Find(intendedNs);

    private int Find(long intendedNs)
    {
        var originNs = origin.OrFirst(intendedNs);
        for (var i = 0; i < _phases.Length; i++)
        {
            var startNs = originNs + _phases[i].StartNs;
            if ((ulong)(intendedNs - startNs) >= (ulong)_phases[i].DurationNs)
                continue;
            _phase = i;
            _startNs = startNs;
            _lengthNs = (ulong)_phases[i].DurationNs;
            return i;
        }

        return None;
    }
}
