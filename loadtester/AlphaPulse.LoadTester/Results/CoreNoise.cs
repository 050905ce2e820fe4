namespace AlphaPulse.LoadTester.Results;

/// <summary>Hiccups of one core, seen by one process.</summary>
internal sealed record CoreNoise
{
    public int Core { get; init; }

    /// <summary>feedsim, or control: the process that does nothing else.</summary>
    public string Process { get; init; } = "";

    public LatencySummary Hiccup { get; init; } = new();
}
