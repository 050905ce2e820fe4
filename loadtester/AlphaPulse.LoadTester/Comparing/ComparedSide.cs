namespace AlphaPulse.LoadTester.Comparing;

/// <summary>What a comparison's reader has to know of a side.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Commits">Of its runs, shortened; empty if unknown.</param>
/// <param name="Runs">How many took part.</param>
/// <param name="Files">Their results files, as far as they are known.</param>
internal sealed record ComparedSide(string Name, string Commits, int Runs, IReadOnlyList<string> Files)
{
    public static ComparedSide Of(string name, IReadOnlyList<RunSample> runs) => new(name, RunSample.CommitsOf(runs), runs.Count, [.. runs.Select(run => run.File)]);
}
