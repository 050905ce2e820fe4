using System.Collections.Concurrent;
using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.SteppedPeer;

namespace AlphaPulse.Reliability.Tests.Matrix;

/// <summary>Plays every row with every action and every paused role.</summary>
/// <remarks>
/// A survivor that goes on later than the bound is looked at again, for a neighbour can keep it from its core for longer. It is late
/// if it is late three times while a thread that only sleeps is woken in time. Where that thread is late itself, the machine is too crowded to tell:
/// the constellation is played again, up to ten times in all, and then counts without a time. A broken promise stands at once.
/// </remarks>
internal sealed class KillMatrix(Troupe troupe, Metronome metronome, Action<string> say)
{
    /// <summary>Survivors go on within this time of the death.</summary>
    internal const double GoOnBoundMs = 100;

    private const double CrowdedMs = GoOnBoundMs / 10;
    private const int TimelyTries = 3;
    private const int Tries = 10;

    // Each constellation has six processes, and half of its time is pauses: three at a time keep two cores busy.
    private const int AtOnce = 3;

    /// <summary>Constellations that were played again because somebody was late.</summary>
    internal int Repeated => _repeated;

    private int _repeated;

    internal IReadOnlyList<Cell> Run(IEnumerable<StepPlan> plans)
    {
        var jobs = plans.SelectMany(Jobs).ToList();
        var cells = new ConcurrentDictionary<int, IReadOnlyList<Cell>>();
        var next = -1;
        var threads = Enumerable.Range(0, AtOnce).Select(_ => new Thread(() =>
        {
            int job;
            while ((job = Interlocked.Increment(ref next)) < jobs.Count)
                cells[job] = Play(jobs[job].Plan, jobs[job].Action, jobs[job].Paused);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. cells.OrderBy(p => p.Key).SelectMany(p => p.Value)];
    }

    internal IReadOnlyList<Cell> Play(StepPlan plan, KillAction action, Role? paused = null, (Role, Flaw)? flaw = null)
    {
        var timely = 0;
        for (var tries = 1; ; tries++)
        {
            var (cells, crowdMs) = PlayOnce(plan, action, paused, flaw);
            var name = $"{plan.Protocol}, {plan.Step}, {action} {paused?.Name()}".TrimEnd();
            foreach (var fault in cells.Where(cell => !cell.HasPassed).Select(cell => cell.Fault).Distinct())
                say($"{name}: {fault}");
            var late = cells.Where(cell => cell.GoOnMs > GoOnBoundMs).ToList();
            if (late.Count == 0 || cells.Any(cell => !cell.HasPassed))
                return cells;
            say($"{name}: goes on after {late.Max(cell => cell.GoOnMs):F0} ms; a thread that only sleeps was up to {crowdMs:F0} ms late");
            Interlocked.Increment(ref _repeated);
            if (crowdMs < CrowdedMs && ++timely == TimelyTries)
                return [.. cells.Select(cell => cell.GoOnMs > GoOnBoundMs ? cell with { Fault = $"goes on only after {cell.GoOnMs:F0} ms" } : cell)];
            if (tries == Tries)
                return [.. cells.Select(cell => cell.GoOnMs > GoOnBoundMs ? cell with { GoOnMs = null } : cell)];
        }
    }

    private (IReadOnlyList<Cell> Cells, double CrowdMs) PlayOnce(StepPlan plan, KillAction action, Role? paused, (Role, Flaw)? flaw)
    {
        using var constellation = new Constellation(troupe, plan, action, paused, flaw: flaw);
        var cells = constellation.Run();
        return (cells, metronome.LatestMs(constellation.Window.FromNs, constellation.Window.ToNs));
    }

    private static IEnumerable<(StepPlan Plan, KillAction Action, Role? Paused)> Jobs(StepPlan plan)
    {
        yield return (plan, KillAction.Kill, null);
        yield return (plan, KillAction.Pause, null);
        foreach (var role in plan.Scene().Pausable)
            yield return (plan, KillAction.KillWhileAnotherIsPaused, role);
    }
}
