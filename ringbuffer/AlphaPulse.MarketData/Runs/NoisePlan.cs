using System.Text.Json.Serialization;

namespace AlphaPulse.MarketData.Runs;

/// <summary>What the processes of a run record about the machine's noise and about outliers. Immutable.</summary>
public sealed record NoisePlan
{
    /// <summary>From how long on a write is an outlier; 0 records none.</summary>
    public long OutlierThresholdNs { get; init; }

    /// <summary>Time between two wake-ups of a hiccup recorder; 0 runs none.</summary>
    public long HiccupPeriodNs { get; init; }

    /// <summary>
    /// When in a period feedsim's recorders wake, in the run's clock, of which the schedule's start is a multiple: where a writer that wakes
    /// every quantum has sent what was due, and sleeps.
    /// </summary>
    [JsonIgnore]
    public long FeedPhaseNs => HiccupPeriodNs * 9 / 10;

    /// <summary>The same of the control process: a moment before those of feedsim.</summary>
    [JsonIgnore]
    public long ControlPhaseNs => HiccupPeriodNs * 17 / 20;
}
