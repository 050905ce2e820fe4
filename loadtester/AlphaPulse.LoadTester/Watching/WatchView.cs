namespace AlphaPulse.LoadTester.Watching;

/// <summary>Everything that is watched, at a moment.</summary>
/// <param name="At">Local time.</param>
/// <param name="Place">Where it was looked for.</param>
/// <param name="Runs">Those that could be read.</param>
/// <param name="Others">A line each about those that could not: they begin or end at this moment, or are damaged.</param>
internal sealed record WatchView(DateTime At, string Place, IReadOnlyList<RunView> Runs, IReadOnlyList<string> Others);
