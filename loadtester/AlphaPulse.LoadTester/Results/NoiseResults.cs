namespace AlphaPulse.LoadTester.Results;

/// <summary>What the machine did by itself while the run was measured. A hiccup is how late a loop woke that only sleeps, one value a period and core.</summary>
internal sealed record NoiseResults
{
    /// <summary>Time between the wake-ups of the recorders, which is also the shortest standstill that none of them misses.</summary>
    public double HiccupPeriodMs { get; init; }

    /// <summary>Hiccups in feedsim, all cores: the machine, and what the process under test does to its own threads (collections, load).</summary>
    public LatencySummary Feed { get; init; } = new();

    /// <summary>Hiccups in a process that does nothing else, all cores: the machine as it was during the run.</summary>
    public LatencySummary Control { get; init; } = new();

    public IReadOnlyList<CoreNoise> Cores { get; init; } = [];

    /// <summary>Share of the machine's time that its hypervisor had for others; resolution 10 ms a core.</summary>
    public double? StealPercent { get; init; }

    /// <summary>Time for which the control group was out of processor time; null if it cannot be read.</summary>
    public double? ThrottledMs { get; init; }

    public IReadOnlyList<ProcessNoise> Processes { get; init; } = [];
}
