using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// Starts a plan in a session, watches it to its end, drains it, and reads what was measured. A child that dies, or a user who
/// stops the run, ends it early: what was measured until then is kept, with the reason.
/// </summary>
internal sealed class RunMeasurer(RunSession session, RunPlan plan, IReadOnlyList<IIntervalSink> sinks, CancellationToken cancellation, RunSchedule? schedule = null, double leastIntervalSecs = 0)
{
    // The origin lies ahead by more than a wake-up of the writers takes.
    private const long LeadNs = 100_000_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    // When the schedule is over, feedsim gives its memory back and exits: the last look at it comes this long before. The end of a
    // replay nobody knows, so that it is looked at with each tick, and more often while it may turn out to be a short one.
    private const long LastLookNs = 50_000_000;
    private const long ShortReplayNs = 1_000_000_000;
    private static readonly TimeSpan s_shortTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(10);

    // Longer than the engine's own patience, so that it can still say what it could not do.
    private static readonly TimeSpan s_drainPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_exitPatience = TimeSpan.FromSeconds(5);

    // A generator this late has lost its schedule for good.
    private const long LatestNs = 30_000_000_000;

    private long _originNs;

    public RunMeasurement Run(RunEnvironment environment, Action<ProgressView> progress)
    {
        var measured = new RunMeasurement { Plan = plan, Schedule = schedule, Environment = environment, StartedAt = DateTime.UtcNow, LeastIntervalSecs = leastIntervalSecs };
        var monitor = new ResourceMonitor(session.Probes(), RunSpace.UsedBytes(session.Path), environment.Cores);
        var recorder = new RunRecorder(plan, measured, session.Telemetry, monitor, sinks);
        var driftBeforeNs = session.Clock.Check();
        var isFinished = false;
        var cursorsBefore = RingCursors.Sum(session.RingsPath);
        using var outliers = OutlierReader.Open(session.Path, plan, sinks);
        try
        {
            var endNs = Watch(measured, recorder, outliers, progress);
            var doneNs = session.Clock.NowNs() - _originNs;
            Drain(measured.IsInterrupted ? s_stopPatience : s_drainPatience);
            measured.IsDrained = true;
            isFinished = true;
            recorder.Finish(endNs, doneNs);
            ExpectCleanExit(session.Feed, measured);
            ExpectCleanExit(session.Engine, measured);
            StopControl(measured);
            measured.RingEvents = RingCursors.Sum(session.RingsPath) - cursorsBefore;
        }
        catch (ChildException exception) when (exception.ExitCode != Verdicts.ExitCode.Usage)
        {
            // A signal to the whole group may end a child before this process sees its own.
            measured.IsInterrupted |= cancellation.IsCancellationRequested;
            measured.Breakages.Add(exception.Message);
            var nowNs = session.Clock.NowNs() - _originNs;
            if (!isFinished)
                recorder.Finish(nowNs, nowNs);
        }
        catch (RingException exception)
        {
            measured.Breakages.Add($"a ring cannot be read: {exception.Message}");
        }

        Read(measured, outliers);
        measured.Environment = environment with { ClockDriftNs = session.Clock.Check() - driftBeforeNs };
        return measured;
    }

    // Returns when the feed ended, in nanoseconds after the start of the schedule.
    private long Watch(RunMeasurement measured, RunRecorder recorder, OutlierReader? outliers, Action<ProgressView> progress)
    {
        // A multiple of the recorders' period, so that they and the writers, whose grid starts here, keep out of each other's way.
        var gridNs = Math.Max(1, plan.Noise?.HiccupPeriodNs ?? 0);
        _originNs = (session.Clock.NowNs() + LeadNs) / gridNs * gridNs;
        outliers?.Begin(_originNs + plan.Phases.First(phase => phase.IsMeasured).StartNs, _originNs + plan.Phases[^1].EndNs);

        // Without a warm-up the measurement starts with the schedule, however short that is.
        recorder.Tick(0);
        session.Engine.Send($"start {_originNs}");
        session.Feed.Send($"start {_originNs}");
        while (!session.Feed.TryTake("done", NextTick(session.Clock.NowNs() - _originNs)))
        {
            var nowNs = session.Clock.NowNs() - _originNs;
            if (session.Engine.HasExited)
                throw session.Engine.Died();
            if (session.Control is { HasExited: true })
                throw session.Control.Died();
            recorder.Tick(nowNs);
            if (plan.Replay is not null || (nowNs < plan.Phases[^1].EndNs && nowNs >= plan.Phases[^1].EndNs - (2 * LastLookNs)))
                recorder.Observe();
            outliers?.Read(_originNs + nowNs);
            progress(recorder.View(nowNs));
            if (cancellation.IsCancellationRequested)
            {
                measured.IsInterrupted = true;
                recorder.Observe();
                session.Feed.Send("stop");
                session.Feed.Await("done", s_stopPatience, CancellationToken.None);
                return nowNs;
            }

            if (nowNs > plan.Phases[^1].EndNs + LatestNs)
                throw new ChildException($"feedsim did not finish within {LatestNs / 1_000_000_000} s after the end of its schedule");
        }

        return session.Clock.NowNs() - _originNs;
    }

    private TimeSpan NextTick(long nowNs)
    {
        if (plan.Replay is not null)
            return nowNs < ShortReplayNs ? s_shortTick : s_tick;
        var untilLookNs = plan.Phases[^1].EndNs - LastLookNs - nowNs;
        return untilLookNs > 0 && untilLookNs < s_tick.TotalNanoseconds ? TimeSpan.FromMilliseconds(Math.Ceiling(untilLookNs / 1e6)) : s_tick;
    }

    private void Drain(TimeSpan patience)
    {
        session.Engine.Send("stop");
        session.Engine.Await("done", patience, CancellationToken.None);
    }

    // Without it nobody could tell the machine's noise from the run's: a run that lost it is not the run that was asked for.
    private void StopControl(RunMeasurement measured)
    {
        if (session.Control is not { } control)
            return;
        control.Send("stop");
        control.Await("done", s_stopPatience, CancellationToken.None);
        ExpectCleanExit(control, measured);
    }

    // "done" alone is not it: a child that could not finish says why on its standard error and exits with a code.
    private static void ExpectCleanExit(ChildProcess child, RunMeasurement measured)
    {
        if (child.FailureAfterDone(s_exitPatience) is { } failure)
            measured.Breakages.Add(failure);
    }

    private void Read(RunMeasurement measured, OutlierReader? outliers)
    {
        try
        {
            measured.Outliers = outliers?.Finish();
            measured.LastWriteNs = session.Telemetry.ReadLastWriteNs([.. Enumerable.Range(0, plan.Phases.Count).Where(phase => plan.Phases[phase].IsMeasured)]);
            measured.Phases = [.. Enumerable.Range(0, plan.Phases.Count).Select(session.Telemetry.ReadPhase)];
            measured.Totals = session.Telemetry.ReadTotals(plan.Phases.Count);
            measured.Spacing = measured.IsDrained && !measured.IsInterrupted ? SpacingFit.Of(plan, schedule, session.Path, session.Telemetry.Feed) : null;
            measured.Resources = measured.Resources with { Processes = [.. measured.Resources.Processes.Select(Complete)] };
        }
        catch (RingException exception)
        {
            measured.Breakages.Add($"telemetry cannot be read: {exception.Message}");
        }
    }

    private ProcessResults Complete(ProcessResults process) => process.Pid != Environment.ProcessId
        ? session.Telemetry.Complete(process)
        : process with
        {
            GcCount = GC.CollectionCount(0),
            GcPauseMs = Math.Round(GC.GetTotalPauseDuration().TotalMilliseconds, 3),
            AllocatedMb = Megabytes.Of(GC.GetTotalAllocatedBytes()),
        };
}
