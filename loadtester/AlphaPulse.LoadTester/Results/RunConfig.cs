namespace AlphaPulse.LoadTester.Results;

/// <summary>What was asked for. Rates are per exchange.</summary>
internal sealed record RunConfig
{
    public string? Profile { get; init; }

    public int Exchanges { get; init; }

    public long TradesPerSecond { get; init; }

    public long OrderbookUpdatesPerSecond { get; init; }

    /// <summary>0 in a replay, which lasts as long as its files.</summary>
    public double DurationSecs { get; init; }

    public double WarmupSecs { get; init; }

    public int SymbolCount { get; init; }

    public string Pattern { get; init; } = "constant";

    public string ArrivalMode { get; init; } = "";

    public long Seed { get; init; }

    public long RingCapacity { get; init; }

    public string WaitStrategy { get; init; } = "";

    /// <summary>Threads of the pipeline; 0 = as the cores allow.</summary>
    public int Threads { get; init; }

    /// <summary>How noisy the machine may be for the run to be valid, as <c>--noise-budget</c> has it.</summary>
    public string NoiseBudget { get; init; } = "";

    /// <summary>The run's directory.</summary>
    public string? Directory { get; init; }

    public bool DirectoryIsTmpfs { get; init; }

    /// <summary>The run that was measured without being started, or null.</summary>
    public string? Attach { get; init; }

    public ReplayConfig? Replay { get; init; }
}
