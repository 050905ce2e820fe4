namespace AlphaPulse.LoadTester.Results;

/// <summary>One second of the run.</summary>
internal sealed record IntervalResults
{
    /// <summary>End of the interval, seconds after the start of the measurement.</summary>
    public double AtSecs { get; init; }

    public long Trades { get; init; }

    public long OrderbookUpdates { get; init; }

    public long? WriteP50Ns { get; init; }

    public long? WriteP99Ns { get; init; }

    public long? WriteMaxNs { get; init; }

    public long? DeliveryP50Ns { get; init; }

    public long? DeliveryP99Ns { get; init; }

    public double CpuPercent { get; init; }

    public double MemoryMb { get; init; }
}
