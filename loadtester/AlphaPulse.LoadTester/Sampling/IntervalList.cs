using AlphaPulse.LoadTester.Results;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// The intervals as the results have them: a second each, or, in a run of hours, joined so that there are at most some 3,600
/// and the memory stays flat.
/// </summary>
/// <param name="target">Receives them.</param>
/// <param name="hasSchedule">Whether the plan says what is due when; not in a run that somebody else started.</param>
/// <param name="leastSecs">Shorter intervals are joined in any case.</param>
/// <param name="schedule">The plan's schedule, if there is one already; otherwise it is derived where the plan alone is enough.</param>
internal sealed class IntervalList(List<IntervalResults> target, bool hasSchedule = true, double leastSecs = 0, RunSchedule? schedule = null) : IIntervalSink
{
    private const long NsPerSecond = 1_000_000_000;

    /// <summary>Two hours of seconds are kept as they are, some 2 MB.</summary>
    private const long MostSeconds = 7_200;
    private const long MostIntervals = 3_600;

    private readonly Interval _joined = new();
    private long _lengthNs;
    private RunSchedule? _schedule;
    private long _originNs;

    public string? Fault => null;

    public void Start(RunPlan plan, DateTime startedAt)
    {
        // How long a replay takes nobody knows, but it is no matter of hours.
        var seconds = plan.Replay is null ? plan.Phases.Where(phase => phase.IsMeasured).Max(phase => phase.EndNs) / NsPerSecond : 0;
        if (hasSchedule)
            _schedule = schedule ?? (IsEnough(plan) ? new RunSchedule(plan) : null);
        _originNs = plan.Phases.First(phase => phase.IsMeasured).StartNs;
        _lengthNs = Math.Max((long)(leastSecs * NsPerSecond), seconds <= MostSeconds ? 0 : (seconds + MostIntervals - 1) / MostIntervals * NsPerSecond);
    }

    public void Add(Interval interval)
    {
        _joined.Add(interval);
        if (_joined.LengthNs >= _lengthNs - (NsPerSecond / 2))
            EndJoined();
    }

    private static bool IsEnough(RunPlan plan) =>
        plan.Replay is null && !SpacingFile.IsNeededBy(plan) && RunSchedule.Fault(plan.TradesPerSecond, plan.BookUpdatesPerSecond, plan.Pattern) is null;

    /// <summary>Adds what is left since the last whole interval.</summary>
    public void End()
    {
        if (_joined.LengthNs > 0)
            EndJoined();
    }

    private void EndJoined()
    {
        var due = new RunPhase("due", _originNs + _joined.StartNs, _joined.LengthNs, IsMeasured: true);
        target.Add(IntervalSummaries.Of(_joined) with { ScheduledTrades = _schedule?.TradesIn(due), ScheduledOrderbookUpdates = _schedule?.BookUpdatesIn(due) });
        _joined.Reset();
    }
}
