using System.Diagnostics;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>
/// Does the faults of a plan to a run, one after the other: waits until the run is well, injects, waits until it is noticed, puts it
/// right as a host would, waits until it is over, then lets the feed stand still for a moment and counts every event.
/// </summary>
internal sealed class ChaosRunner(ChaosSettings settings, ChaosSystem system, ChaosSampler sampler, Action<FaultResult> tell, CancellationToken cancellation)
{
    // Comparisons come a few times a second and venue; so many are not all one instrument's.
    private const int EnoughChecks = 5;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_rateWindow = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _patience = TimeSpan.FromSeconds(settings.PatienceSecs);

    /// <exception cref="ChildException">A program did not come up, or the run never was well.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<FaultResult> Run(IReadOnlyList<PlannedFault> plan)
    {
        var results = new List<FaultResult>();
        if (WaitFor(state => state.Checked >= EnoughChecks && IsWell(state)) is null)
            throw new ChildException($"the run is not well after {settings.PatienceSecs} s, before any fault: {Describe(system.Look())}");
        foreach (var planned in plan)
        {
            while (sampler.NowMs < planned.AtMs)
                Pause(s_look);
            results.Add(Do(planned));
            tell(results[^1]);

            // What did not come back would spoil every later fault.
            if (results[^1].RecoveredMs is null)
                break;
        }

        return results;
    }

    private FaultResult Do(PlannedFault planned)
    {
        var broken = new List<string>();
        if (WaitFor(IsWell) is null)
            broken.Add($"the run was not well before it: {Describe(system.Look())}");
        var before = system.Look();
        var fault = new FaultCases(system, sampler, cancellation).Of(planned, before);
        var (started, startedMs) = (Stopwatch.GetTimestamp(), sampler.NowMs);
        fault.Inject();
        var noticedMs = WaitFor(fault.IsNoticed, started);
        if (noticedMs is null)
            broken.Add($"not noticed within {settings.PatienceSecs} s");
        fault.Repair();
        var recoveredMs = WaitFor(state => fault.IsRepaired(state) && IsWell(state), started);
        var recovered = system.Look();
        var result = new FaultResult
        {
            Fault = ChaosFaults.NameOf(planned.Fault),
            Target = planned.Target,
            AtMs = startedMs,
            HoldMs = planned.HoldMs,
            NoticedBy = fault.NoticedBy,
            NoticedMs = noticedMs,
            RecoveredMs = recoveredMs,
            UpdatesMissed = recovered.MissedUpdates - before.MissedUpdates,
        };
        if (recoveredMs is null)
        {
            broken.Add($"not over {settings.PatienceSecs} s after it was put right: {Describe(recovered)}");
            return result with { Broken = broken };
        }

        return Judge(result, fault, before, recovered, started, broken);
    }

    private FaultResult Judge(FaultResult result, FaultCase fault, SystemState before, SystemState recovered, long started, List<string> broken)
    {
        var recoveredAtMs = sampler.NowMs;
        var consistentMs = WaitFor(state => state.Checked - recovered.Checked >= EnoughChecks && IsWell(state), started);
        if (consistentMs is null)
            broken.Add($"fewer than {EnoughChecks} comparisons within {settings.PatienceSecs} s after it");
        while (sampler.NowMs < recoveredAtMs + s_rateWindow.TotalMilliseconds)
            Pause(s_look);
        var afterMs = sampler.NowMs;
        var (after, unaccounted) = CountAll();
        var lost = fault.LostBetweenEngines(after) + unaccounted;
        var mismatched = after.Mismatched - (fault.ReplacesEngine ? 0 : before.Mismatched);
        if (lost != 0)
            broken.Add(lost > 0 ? $"{lost:N0} events were published and not handled" : $"{-lost:N0} events were handled that nobody published");
        if (mismatched != 0)
            broken.Add($"{mismatched:N0} comparisons differ");
        if (fault.Invariant(after) is { } other)
            broken.Add(other);
        return result with
        {
            ConsistentMs = consistentMs,
            DowntimeMs = sampler.LongestStillnessMs(result.AtMs, recoveredAtMs),
            EventsLost = lost,

            // Counted only after the first snapshots were sent, which may be after the recovery.
            UpdatesMissed = after.MissedUpdates - before.MissedUpdates,
            Checked = after.Checked - recovered.Checked,
            Mismatched = mismatched,
            Resyncs = after.Resyncs - (fault.ReplacesEngine ? 0 : before.Resyncs),
            PerSecondBefore = sampler.ReadPerSecond(result.AtMs - s_rateWindow.TotalMilliseconds, result.AtMs),
            PerSecondDuring = sampler.ReadPerSecond(result.AtMs, recoveredAtMs),
            PerSecondAfter = sampler.ReadPerSecond(recoveredAtMs, afterMs),
            Broken = broken,
        };
    }

    /// <summary>With the feed paused and everything read, what the engine has handled since it began is what lies between its first sequences and the cursors.</summary>
    private (SystemState State, long Unaccounted) CountAll()
    {
        ProcessPause.Stop(system.Feed!.Pid);
        try
        {
            // The very state in which it closed.
            var last = system.Look();
            _ = WaitFor(state => (last = state).IsCaughtUp && state.Handled == state.Written - state.FirstSequences);
            return (last, last.Written - last.FirstSequences - last.Handled);
        }
        finally
        {
            ProcessSignal.Continue(system.Feed!.Pid);
        }
    }

    private bool IsWell(SystemState state) => state.StaleBooks == 0 && state.Readers == system.Rings && state.Written - state.Read < settings.RingCapacity / 2;

    /// <summary>Waits until the run is in a state.</summary>
    /// <returns>Milliseconds since <paramref name="since"/>; null if the patience was too short.</returns>
    private double? WaitFor(Func<SystemState, bool> condition, long since = 0)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition(system.Look()))
        {
            if (Stopwatch.GetElapsedTime(started) > _patience)
                return null;
            Pause(s_look);
        }

        return Stopwatch.GetElapsedTime(since == 0 ? started : since).TotalMilliseconds;
    }

    private void Pause(TimeSpan time)
    {
        if (cancellation.WaitHandle.WaitOne(time))
            throw new OperationCanceledException(cancellation);
    }

    private string Describe(SystemState state) =>
        $"{state.StaleBooks} stale books, {state.Readers} of {system.Rings} book readers, {state.Written - state.Read:N0} events unread, {state.Checked:N0} comparisons, writers gone {state.WritersGone}, faults of stages {state.StageFaults}, restarts {state.StageRestarts}";
}
