using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>What a run records about the machine's noise and about outliers. Immutable.</summary>
internal sealed record NoiseSettings
{
    private const string OffWord = "off";
    private const long LeastThresholdNs = 100;
    private const long LeastPeriodNs = 100_000;
    private const long MostNs = 1_000_000_000;

    /// <summary>From how long on a write is an outlier; 0 records none.</summary>
    public long OutlierThresholdNs { get; init; }

    /// <summary>Time between two wake-ups of a hiccup recorder; 0 runs none.</summary>
    public long HiccupPeriodNs { get; init; }

    public static NoiseSettings Off { get; } = new();

    /// <summary>What the options stand for unless they are given: ten times what a write is to take at most, and the resolution of jHiccup.</summary>
    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string> { ["outlier-threshold"] = "10us", ["hiccups"] = "1ms" };

    public NoisePlan? Plan => this == Off ? null : new NoisePlan { OutlierThresholdNs = OutlierThresholdNs, HiccupPeriodNs = HiccupPeriodNs };

    public static NoiseSettings Read(OptionLayers options, FaultList faults) => new()
    {
        OutlierThresholdNs = Duration(options["outlier-threshold"], LeastThresholdNs, faults),
        HiccupPeriodNs = Duration(options["hiccups"], LeastPeriodNs, faults),
    };

    private static long Duration((string Key, string Text) option, long leastNs, FaultList faults)
    {
        if (option.Text == OffWord)
            return 0;
        if (SpecText.TryDuration(option.Text, out var ns) && ns >= leastNs && ns <= MostNs)
            return ns;
        faults.Add(option.Key, $"'{option.Text}' is not a time in range, allowed: {SpecText.Duration(leastNs)} to {SpecText.Duration(MostNs)}, or off");
        return 0;
    }
}
