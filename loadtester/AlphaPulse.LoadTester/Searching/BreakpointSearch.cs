namespace AlphaPulse.LoadTester.Searching;

/// <summary>
/// Finds the highest rate that holds, on a grid of rates 5 % apart:
/// 1. Doubles the rate while it holds, or halves it until it does. A single run that holds is enough; one that breaks is repeated
///    until most of the runs agree, so that a hiccup of the machine does not end the ramp.
/// 2. Bisects between the highest that held and the lowest that broke, each by majority.
/// 3. Repeats the two neighbours that remain by turns, so that what changes in the machine meanwhile meets both. If the majority
///    changes, the pair moves by a step and is repeated again.
/// A majority is a lead of two runs: 2 to 0, 3 to 1, and so on.
/// Pure but for the runs.
/// </summary>
internal sealed class BreakpointSearch
{
    /// <summary>Distance between two rates of the grid.</summary>
    public const double Resolution = 0.05;

    // 1.05^14 = 1.98.
    private const int RampSteps = 14;

    private const long LeastRate = 1_000;
    private const int MostFaultsInARow = 3;

    private readonly SortedDictionary<int, RateLevel> _levels = [];
    private readonly long _startRate;
    private readonly int _last;
    private readonly int _repeats;
    private readonly Func<long, StepRun?> _run;
    private SearchEnd _stop;
    private bool _isStopped;

    /// <param name="startRate">Where to begin.</param>
    /// <param name="maxRate">Where to end at the latest.</param>
    /// <param name="repeats">Runs at each of the two rates that remain; odd.</param>
    /// <param name="run">Runs at a rate; null = the search is to stop.</param>
    public BreakpointSearch(long startRate, long maxRate, int repeats, Func<long, StepRun?> run)
    {
        (_startRate, _repeats, _run) = (startRate, repeats, run);
        _last = (int)Math.Floor(Math.Log((double)maxRate / startRate) / Math.Log(1 + Resolution));
    }

    /// <summary>Every rate that was tried, the lowest first.</summary>
    public IEnumerable<RateLevel> Levels => _levels.Values.Where(level => level.Runs.Count > 0);

    /// <summary>The highest rate that held; null if none did.</summary>
    public RateLevel? Knee { get; private set; }

    /// <summary>The lowest rate above it that broke; null if none did.</summary>
    public RateLevel? Above { get; private set; }

    /// <summary>Why the last run that said nothing did so.</summary>
    public string? Fault { get; private set; }

    public SearchEnd Run()
    {
        var (held, broken) = Ramp();
        while (!_isStopped && held is { } low && broken is { } high && high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Decide(middle))
                broken = middle;
            else
                held = middle;
        }

        if (!_isStopped && held is { } knee && broken is { } above)
            (held, broken) = Confirm(knee, above);
        Knee = held is { } k ? _levels.GetValueOrDefault(k) : null;
        Above = broken is { } a ? _levels.GetValueOrDefault(a) : null;
        return (_isStopped, held, broken) switch
        {
            (true, _, _) => _stop,
            (_, null, _) => SearchEnd.BrokenAtOnce,
            (_, _, null) => SearchEnd.NotBroken,
            _ => SearchEnd.Found,
        };
    }

    private (int? Held, int? Broken) Ramp()
    {
        var (held, broken) = ((int?)null, (int?)null);
        for (var index = 0; !_isStopped && (held is null || broken is null);)
        {
            var isBroken = Decide(index, isOneEnough: true);
            if (_isStopped)
                break;
            if (isBroken)
            {
                broken = index;
                if (held is not null || RateAt(index - RampSteps) < LeastRate)
                    break;
                index -= RampSteps;
            }
            else
            {
                held = index;
                if (broken is not null || index == _last)
                    break;
                index = Math.Min(index + RampSteps, _last);
            }
        }

        return (held, broken);
    }

    private (int? Held, int? Broken) Confirm(int knee, int above)
    {
        while (!_isStopped)
        {
            var (low, high) = (LevelAt(knee), LevelAt(above));
            if (low.IsBroken == true && !NeedsRun(low))
            {
                if (RateAt(knee - 1) < LeastRate)
                    return (null, knee);
                (above, knee) = (knee, knee - 1);
            }
            else if (high.IsBroken == false && !NeedsRun(high))
            {
                if (above >= _last)
                    return (above, null);
                (knee, above) = (above, above + 1);
            }
            else if (NeedsRun(low) && (!NeedsRun(high) || low.Runs.Count <= high.Runs.Count))
                Measure(low);
            else if (NeedsRun(high))
                Measure(high);
            else
                break;
        }

        return (knee, above);
    }

    private bool NeedsRun(RateLevel level) => level.Runs.Count < _repeats || !IsClear(level);

    // Two runs ahead, or one after so many that more would tell little.
    private bool IsClear(RateLevel level) => Math.Abs(level.Held - level.Broken) >= Math.Min(2, _repeats) || level.Runs.Count > 2 * _repeats;

    /// <summary>Whether a rate is broken. The value means nothing once the search is stopped.</summary>
    private bool Decide(int index, bool isOneEnough = false)
    {
        var level = LevelAt(index);
        while (!_isStopped && !IsClear(level) && !(isOneEnough && level.Held > level.Broken))
            Measure(level);
        return level.IsBroken == true;
    }

    private void Measure(RateLevel level)
    {
        for (var faults = 0; ; faults++)
        {
            if (faults == MostFaultsInARow)
            {
                Stop(SearchEnd.NoVerdict);
                return;
            }

            if (_run(level.UpdatesPerSecond) is not { } run)
            {
                Stop(SearchEnd.Stopped);
                return;
            }

            if (run.Fault is null)
            {
                level.Add(run);
                return;
            }

            Fault = run.Fault;
        }
    }

    private void Stop(SearchEnd end) => (_stop, _isStopped) = (end, true);

    private RateLevel LevelAt(int index)
    {
        if (!_levels.TryGetValue(index, out var level))
            _levels.Add(index, level = new RateLevel(RateAt(index)));
        return level;
    }

    private long RateAt(int index) => (long)Math.Round(_startRate * Math.Pow(1 + Resolution, index));
}
