using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>How the profile <c>breakpoint</c> looks for the limit. Rates are updates a second of all exchanges. Immutable.</summary>
internal sealed record SearchSettings
{
    /// <summary>Name of the profile that searches.</summary>
    public const string ProfileName = "breakpoint";

    private const long LeastRate = 1_000;

    /// <summary>What the options stand for unless they are given.</summary>
    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["step-secs"] = "3",
        ["start-rate"] = "250k",
        ["max-rate"] = "50m",
        ["step-runs"] = "3",
        ["search-secs"] = "600",
    };

    /// <summary>Measured seconds of one run; its warm-up comes before that.</summary>
    public required int StepSecs { get; init; }

    /// <summary>Rate of the first run.</summary>
    public required long StartRate { get; init; }

    /// <summary>No run has a higher one.</summary>
    public required long MaxRate { get; init; }

    /// <summary>Runs at the breaking point and just above it, whose majority decides; odd.</summary>
    public required int StepRuns { get; init; }

    /// <summary>The search never takes longer.</summary>
    public required int SearchSecs { get; init; }

    public static SearchSettings Read(OptionLayers layers, int exchanges, long trades, long updates, FaultList faults)
    {
        var most = Most(exchanges, trades, updates);
        var settings = new SearchSettings
        {
            StepSecs = (int)Whole("step-secs", 1, 3_600, "seconds"),
            StartRate = Whole("start-rate", LeastRate, most, "updates a second of all exchanges"),
            MaxRate = Math.Min(most, Whole("max-rate", LeastRate, 640_000_000, "updates a second of all exchanges")),
            StepRuns = (int)Whole("step-runs", 1, 99, "runs"),
            SearchSecs = (int)Whole("search-secs", 10, 86_400, "seconds"),
        };
        if (settings.StepRuns % 2 == 0)
            faults.Add(layers["step-runs"].Key, $"'{settings.StepRuns}' runs may have no majority: give an odd number");
        if (faults.IsEmpty && settings.MaxRate < settings.StartRate)
            faults.Add(layers["max-rate"].Key, $"{settings.MaxRate:#,0} is below the start rate, {settings.StartRate:#,0}");
        return settings;

        long Whole(string option, long least, long greatest, string unit)
        {
            var (key, text) = layers[option];
            return faults.Whole(key, text, least, greatest, unit);
        }
    }

    /// <summary>The options of a search given to what is none.</summary>
    public static void RejectIn(OptionLayers layers, FaultList faults)
    {
        foreach (var option in Defaults.Keys.Where(layers.IsTyped))
            faults.Add("--" + option, $"needs --profile {ProfileName}");
    }

    // Where the faster stream of an exchange reaches the highest rate of one.
    private static long Most(int exchanges, long trades, long updates) =>
        Math.Max(trades, updates) == 0 ? LeastRate : (long)((decimal)RunSchedule.MaxRate / Math.Max(trades, updates) * (trades + updates) * exchanges);
}
