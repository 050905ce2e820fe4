namespace AlphaPulse.MarketData.Runs;

/// <summary>What a replay run reads, and how fast.</summary>
public sealed record ReplayPlan
{
    /// <summary>Capture format by its command-line name: binance-spot, binance-futures, kraken-v1, databento-mbo, lobster.</summary>
    public required string Format { get; init; }

    /// <summary>Absolute paths; several files in order are one stream.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Absolute path of the oracle file of the formats that have one of their own (databento-mbo, lobster), or null.</summary>
    public string? Oracle { get; init; }

    /// <summary>Factor on the recorded pace; 0 = as fast as the ring takes it.</summary>
    public double Speed { get; init; }

    /// <summary>True: a malformed line is counted and skipped. False: it ends the run.</summary>
    public bool SkipErrors { get; init; }
}
