using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>
/// One thread that sends the updates of several venues in the order in which they are due. It sleeps until an absolute
/// time and never shifts its schedule: what it sends late is measured from when it was due.
/// </summary>
internal sealed class Pacer
{
    // A sleep may end this much late on a virtual machine (timer and wake-up), so that spinning covers the rest.
    private const long SpinNs = 80_000;
    // A thread that sleeps longer would notice a stop too late.
    private const long LongestSleepNs = 20_000_000;

    private readonly VenueFeed[] _venues;
    private readonly long[] _releaseNs;
    private readonly int[] _numbers;
    private readonly ArrivalSpec _arrival;
    private readonly RunSchedule _schedule;
    private readonly RunPlan _plan;
    private readonly Clock _clock;
    private readonly PacerTelemetry _telemetry;
    private readonly OutlierRecorder _outliers;
    private readonly StopSignal _stop;
    private readonly bool _resumes;
    private readonly Thread _thread;
    private RunStart _start;

    /// <param name="number">Number of the pacer.</param>
    /// <param name="venues">Its venues with their indices in the run.</param>
    /// <param name="plan">The run.</param>
    /// <param name="schedule">The run's schedule.</param>
    /// <param name="arrival">When to wake.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="telemetry">Where to record.</param>
    /// <param name="outliers">Where what took too long is kept.</param>
    /// <param name="stop">Asked for after each update.</param>
    /// <param name="resumes">Whether it goes on with a schedule that a writer that died had begun.</param>
    public Pacer(int number, IReadOnlyList<(int Number, VenueFeed Feed)> venues, RunPlan plan, RunSchedule schedule, ArrivalSpec arrival, Clock clock, PacerTelemetry telemetry, OutlierRecorder outliers, StopSignal stop, bool resumes = false)
    {
        _resumes = resumes;
        _venues = [.. venues.Select(v => v.Feed)];
        _numbers = [.. venues.Select(v => v.Number)];
        _releaseNs = [.. _venues.Select(v => v.ReleaseNs)];
        (_plan, _schedule, _arrival, _clock, _telemetry, _outliers, _stop) = (plan, schedule, arrival, clock, telemetry, outliers, stop);
        _thread = new Thread(Run) { Name = $"pacer.{number}", IsBackground = true };
    }

    /// <summary>What ended the thread, if it was not the schedule or a stop.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Writes what the schedule has in store, so that a shortfall is seen however this ends.</summary>
    public void DeclareSchedule() => DeclareUntil(_schedule.EndNs);

    public void Start(RunStart start)
    {
        _start = start;
        _thread.Start();
    }

    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            AbsoluteSleep.MakeThreadPunctual();
            _outliers.Begin();
            if (Begin())
                SendAll();
            if (_stop.IsSet)
                DeclareUntil(_clock.NowNs() - _start.OriginNs);
        }
        catch (Exception e)
        {
            // Handed to whoever joins: an exception must not take the process down without a message.
            Failure = e;
            _stop.Set();
        }
    }

    private bool Begin()
    {
        var due = 0L;
        for (var i = 0; i < _venues.Length; i++)
        {
            var skipped = 0L;
            _venues[i].Begin(_start, _outliers);
            if (!(_resumes ? _venues[i].GoOnNow(_telemetry, out skipped) : _venues[i].SendFirstSnapshots(_telemetry)))
                return false;
            due += skipped;
            _releaseNs[i] = _venues[i].ReleaseNs;
        }

        if (_resumes)
            _telemetry.CountMissed(due);
        return true;
    }

    private bool AnswerRequests()
    {
        foreach (var venue in _venues)
        {
            if (!venue.AnswerRequests(_telemetry))
                return false;
        }

        return true;
    }

    private void SendAll()
    {
        // Whatever is due up to this moment is sent before the next look at the clock.
        var horizonNs = long.MinValue;
        while (!_stop.IsSet)
        {
            var next = Earliest();
            var releaseNs = _releaseNs[next];
            if (releaseNs == long.MaxValue)
                return;
            if (releaseNs > horizonNs)
            {
                horizonNs = WaitFor(releaseNs);
                if (!AnswerRequests())
                    return;
                continue;
            }

            var sent = _venues[next].SendGroup(_telemetry);
            _releaseNs[next] = _venues[next].ReleaseNs;
            if (!sent)
                return;
        }
    }

    private int Earliest()
    {
        var releases = _releaseNs;
        var earliest = 0;
        for (var i = 1; i < releases.Length; i++)
        {
            if (releases[i] < releases[earliest])
                earliest = i;
        }

        return earliest;
    }

    /// <summary>Waits until an update may be sent; returns the time, or a time before it if there is a reason to look again.</summary>
    private long WaitFor(long releaseNs)
    {
        // In quantum mode the grid of wake-ups is fixed: one that is missed does not move the next.
        var wakeNs = _arrival.Mode == ArrivalMode.Quantum ? (releaseNs + _arrival.QuantumNs - 1) / _arrival.QuantumNs * _arrival.QuantumNs : releaseNs;
        var nowNs = _clock.NowNs() - _start.OriginNs;
        if (wakeNs <= nowNs)
            return nowNs;
        var mustSpin = _arrival.Mode == ArrivalMode.Spin;
        var sleepNs = Math.Min(wakeNs - nowNs - (mustSpin ? SpinNs : 0), LongestSleepNs);
        if (sleepNs > 0)
        {
            _outliers.BeforeSleep(_start.OriginNs + nowNs);
            AbsoluteSleep.Until(AbsoluteSleep.NowNs() + sleepNs - (_clock.NowNs() - _start.OriginNs - nowNs));
        }
        else
        {
            _outliers.Idle(_start.OriginNs + nowNs);
        }

        nowNs = _clock.NowNs() - _start.OriginNs;
        while (mustSpin && nowNs < wakeNs && wakeNs - nowNs <= SpinNs && !_stop.IsSet)
        {
            Thread.SpinWait(1);
            nowNs = _clock.NowNs() - _start.OriginNs;
        }

        _outliers.WokeUp(_start.OriginNs + wakeNs, _start.OriginNs + nowNs);

        // Before its grid time a quantum sends nothing, so that "now" must not release an update early.
        return nowNs < wakeNs ? long.MinValue : nowNs;
    }

    private void DeclareUntil(long ns)
    {
        for (var p = 0; p < _plan.Phases.Count; p++)
        {
            var (startNs, endNs) = (Math.Min(ns, _plan.Phases[p].StartNs), Math.Min(ns, _plan.Phases[p].EndNs));
            _telemetry.Phases[p].TradesScheduled.Set(_numbers.Sum(v => _schedule.TradesBefore(v, endNs) - _schedule.TradesBefore(v, startNs)));
            _telemetry.Phases[p].BookUpdatesScheduled.Set(_numbers.Sum(v => _schedule.BookUpdatesBefore(v, endNs) - _schedule.BookUpdatesBefore(v, startNs)));
        }
    }
}
