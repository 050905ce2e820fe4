namespace AlphaPulse.LoadTester.Searching;

/// <summary>A rate and the runs at it. Runs that say nothing do not count.</summary>
internal sealed class RateLevel(long updatesPerSecond)
{
    private readonly List<StepRun> _runs = [];

    public long UpdatesPerSecond { get; } = updatesPerSecond;

    public IReadOnlyList<StepRun> Runs => _runs;

    public int Broken { get; private set; }

    public int Held => _runs.Count - Broken;

    /// <summary>What most runs did; null without a majority.</summary>
    public bool? IsBroken => Broken == Held ? null : Broken > Held;

    public void Add(StepRun run)
    {
        _runs.Add(run);
        Broken += run.IsBroken ? 1 : 0;
    }
}
