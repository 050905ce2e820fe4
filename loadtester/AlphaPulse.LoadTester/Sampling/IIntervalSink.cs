using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// Takes the intervals of a run as they end. Its work happens on the thread that watches the run: short, and without an exception
/// for what the environment does (a full disk), which becomes <see cref="Fault"/>.
/// </summary>
internal interface IIntervalSink
{
    /// <summary>What it could not do, for the end of the run; null if nothing.</summary>
    string? Fault { get; }

    /// <summary>The measured time begins.</summary>
    /// <param name="plan">Of the run.</param>
    /// <param name="startedAt">When, UTC.</param>
    void Start(RunPlan plan, DateTime startedAt);

    /// <param name="interval">Used again for the next one: what is kept of it has to be copied.</param>
    void Add(Interval interval);

    /// <summary>The run is over. Called once, unless the run broke off; files are closed by disposing.</summary>
    void End();
}
