using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>One second of the run, more in a run of hours.</summary>
internal sealed record IntervalResults
{
    /// <summary>End of the interval, seconds after the start of the measurement.</summary>
    public double AtSecs { get; init; }

    public long Trades { get; init; }

    public long OrderbookUpdates { get; init; }

    /// <summary>What the schedule had for this interval, over all exchanges; null without a schedule.</summary>
    public long? ScheduledTrades { get; init; }

    public long? ScheduledOrderbookUpdates { get; init; }

    public long? WriteP50Ns { get; init; }

    public long? WriteP99Ns { get; init; }

    public long? WriteMaxNs { get; init; }

    public long? DeliveryP50Ns { get; init; }

    public long? DeliveryP99Ns { get; init; }

    /// <summary>Latest wake-up of a loop that only sleeps, in feedsim; null if it was not recorded.</summary>
    public long? HiccupMaxNs { get; init; }

    /// <summary>The same in a process that does nothing else.</summary>
    public long? ControlHiccupMaxNs { get; init; }

    /// <summary>Collections of feedsim and the pipeline.</summary>
    public long GcCount { get; init; }

    public double GcPauseMs { get; init; }

    public long MinorFaults { get; init; }

    public long MajorFaults { get; init; }

    public double CpuPercent { get; init; }

    public double MemoryMb { get; init; }

    /// <summary>By process, in the order of <see cref="ResourceResults.Processes"/>: CPU in percent of a core, private memory in MB. Empty for one that is gone.</summary>
    [JsonConverter(typeof(OneLineConverter<IReadOnlyList<IReadOnlyList<double>>>))]
    public IReadOnlyList<IReadOnlyList<double>> Processes { get; init; } = [];
}
