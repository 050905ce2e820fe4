namespace AlphaPulse.LoadTester.SelfTesting;

/// <summary>What a self-test of the gate does. Immutable.</summary>
internal sealed record SelfTestSettings
{
    /// <summary>Of the acceptance: so many of a hundred planted slowdowns have to be found.</summary>
    public const double LeastFound = 0.95;

    /// <summary>And so many of a hundred comparisons of a program with itself may raise an alarm.</summary>
    public const double MostAlarms = 0.05;

    /// <summary>Logs to take; empty to record launches now.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    public required int Launches { get; init; }

    public required int Pairs { get; init; }

    public required int Trials { get; init; }

    /// <summary>Pairs of the real bench; 0 = none.</summary>
    public required int RealPairs { get; init; }

    public required double Slowdown { get; init; }

    public required int Seed { get; init; }

    public required int DurationSecs { get; init; }

    /// <summary>Where to keep everything, or null.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Of each run: the busiest documented load, under which the write's median differs least from launch to launch.</summary>
    public IReadOnlyList<string> Load => ["--exchanges=10", "--trades-per-second=100000", "--warmup-secs=1", $"--duration-secs={DurationSecs}"];
}
