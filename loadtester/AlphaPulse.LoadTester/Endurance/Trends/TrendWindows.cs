namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>Into what stretches of time a log is cut before it is judged. Immutable.</summary>
/// <param name="WindowSecs">Length of a window.</param>
/// <param name="MostWarmUpSecs">What is left out at the start of a session, at most.</param>
/// <param name="LeastSecs">With less than this, warm-ups left out, nothing is judged.</param>
internal sealed record TrendWindows(double WindowSecs, double MostWarmUpSecs, double LeastSecs)
{
    /// <summary>Windows of a day are ten minutes, as in the literature; shorter ones give a run of an hour enough of them.</summary>
    private const double MostWindowSecs = 600;
    private const double LeastWindowSecs = 60;
    private const int WindowsOfARun = 144;

    // A warm-up of an hour (compilation, caches, the collector's budgets) is the longest that the literature allows for; a run that is not
    // much longer gives a quarter of each session.
    private const double WarmUpSecs = 3_600;
    private const double WarmUpShare = 0.25;

    // Half an hour is 30 windows: a trend in them has to be strong to be believed, but can be.
    private const double LeastJudgedSecs = 1_800;

    /// <summary>With fewer windows, whatever their length, chance looks like a trend.</summary>
    public const int Least = 24;

    public static TrendWindows For(double measuredSecs) =>
        new(Math.Clamp(measuredSecs / WindowsOfARun, LeastWindowSecs, MostWindowSecs), WarmUpSecs, LeastJudgedSecs);

    /// <summary>For a log that is shorter than anything that can be judged by itself.</summary>
    public static TrendWindows Scaled(double windowSecs) => new(windowSecs, windowSecs * WarmUpSecs / LeastWindowSecs, windowSecs * Least);

    public double WarmUpOf(double sessionSecs) => Math.Min(MostWarmUpSecs, sessionSecs * WarmUpShare);
}
