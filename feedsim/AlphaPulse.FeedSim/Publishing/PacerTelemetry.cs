using System.Runtime.CompilerServices;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>What one pacer records, by phase. Its thread writes, any process reads.</summary>
internal sealed class PacerTelemetry
{
    private readonly RunPhase[] _bounds;
    private readonly PhaseTelemetry[] _phases;
    private readonly SharedCounter _totalEvents;
    private readonly SharedCounter _ringFull;
    private readonly SharedCounter _snapshots;
    private readonly SharedCounter _missed;
    private PhaseTelemetry? _current;
    private long _currentStartNs = long.MaxValue;
    private long _currentEndNs = long.MinValue;

    public PacerTelemetry(TelemetryBuilder telemetry, int pacer, IReadOnlyList<RunPhase> phases)
    {
        var name = $"pacer.{pacer}";
        _bounds = [.. phases];
        _phases = [.. Enumerable.Range(0, phases.Count).Select(p => new PhaseTelemetry(telemetry, name, p))];
        _totalEvents = telemetry.Counter(name + "/total.events");
        _ringFull = telemetry.Counter(name + "/ring_full");
        _snapshots = telemetry.Counter(name + "/snapshots");
        _missed = telemetry.Counter(name + "/missed_updates");
    }

    public IReadOnlyList<PhaseTelemetry> Phases => _phases;

    /// <summary>Records one update.</summary>
    /// <param name="dueNs">Its intended time after the start of the schedule, which says to which phase it belongs.</param>
    /// <param name="lagNs">From the intended time to just before the claim.</param>
    /// <param name="writeNs">From there to just after the publish.</param>
    /// <param name="events">Events of the update.</param>
    /// <param name="isTrade">Whether it counts as a trade.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sent(long dueNs, long lagNs, long writeNs, int events, bool isTrade)
    {
        _totalEvents.Add(events);
        if (dueNs < _currentStartNs || dueNs >= _currentEndNs)
            Enter(dueNs);
        if (_current is not { } phase)
            return;
        phase.Write.RecordValue(writeNs);
        phase.Lag.RecordValue(lagNs);
        phase.Response.RecordValue(lagNs + writeNs);
        phase.Events.Add(events);
        phase.LastWriteNs.Set(dueNs + lagNs + writeNs);
        if (isTrade)
            phase.Trades.Increment();
        else
            phase.BookUpdates.Increment();
    }

    /// <summary>Counts events that are no update of a phase: snapshots.</summary>
    public void SentOutsidePhases(int events) => _totalEvents.Add(events);

    /// <summary>Counts events that were due but could not be sent before the run was stopped.</summary>
    public void Refused(long dueNs, int events)
    {
        Enter(dueNs);
        _current?.RefusedEvents.Add(events);
    }

    /// <summary>Counts a complete snapshot of a venue.</summary>
    public void SnapshotSent() => _snapshots.Increment();

    /// <summary>Counts what nobody sent, because the writer was dead when it was due.</summary>
    /// <param name="due">Updates that were due so far.</param>
    public void CountMissed(long due) => _missed.Set(Math.Max(0, due - _phases.Sum(phase => phase.Trades.Value + phase.BookUpdates.Value)));

    public void RingWasFull() => _ringFull.Increment();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enter(long dueNs)
    {
        for (var i = 0; i < _bounds.Length; i++)
        {
            if (dueNs < _bounds[i].StartNs || dueNs >= _bounds[i].EndNs)
                continue;
            (_current, _currentStartNs, _currentEndNs) = (_phases[i], _bounds[i].StartNs, _bounds[i].EndNs);
            return;
        }

        (_current, _currentStartNs, _currentEndNs) = (null, long.MaxValue, long.MinValue);
    }
}
