using System.Globalization;
using AlphaPulse.LoadTester.Endurance;
using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Options as typed → <see cref="LoadTestSettings"/>, with every fault of their values and combinations.</summary>
internal static class LoadTestSettingsReader
{
    // Defaults of the load-testing framework; warm-up, seed and ring are this product's own (docs/architecture.md).
    private static readonly Dictionary<string, string> s_defaults = new()
    {
        ["exchanges"] = "3",
        ["trades-per-second"] = "10000",
        ["orderbook-updates-per-second"] = "5000",
        ["duration-secs"] = "60",
        ["symbol-count"] = "10",
        ["pattern"] = "constant",
        ["arrival"] = ArrivalSpec.Default.ToString(),
        ["seed"] = "1",
        ["warmup-secs"] = "2",
        ["ring-capacity"] = "65536",
        ["wait"] = "auto",
        ["threads"] = "0",
        ["outlier-threshold"] = NoiseSettings.Defaults["outlier-threshold"],
        ["hiccups"] = NoiseSettings.Defaults["hiccups"],
        ["log-segment-mb"] = "16",
        [NoiseBudgetOption.Name] = NoiseBudget.DefaultText,
        ["step-secs"] = SearchSettings.Defaults["step-secs"],
        ["start-rate"] = SearchSettings.Defaults["start-rate"],
        ["max-rate"] = SearchSettings.Defaults["max-rate"],
        ["step-runs"] = SearchSettings.Defaults["step-runs"],
        ["search-secs"] = SearchSettings.Defaults["search-secs"],
    };

    // What a ring takes on the fastest machines; a larger sum is a slip of the finger.
    private const long MostUpdatesPerSecond = 100_000_000;
    private const long MostRate = 10_000_000;

    // A day of intervals of a second would be some 700 MB.
    private const int EnduranceIntervalSecs = 10;

    private static readonly string[] s_loadOptions = ["profile", "profile-file", .. ProfileFile.OptionKeys];

    // Options of one run: a search has many.
    private static readonly string[] s_wholeRunOptions = ["log-dir", "hlog"];

    public static LoadTestSettings Read(LoadTestOptions options, FaultList faults)
    {
        var typed = OptionTable.Of<LoadTestOptions>().Values(options);
        var output = OutputSettings.Read(options, faults);
        if (options.Attach is not null)
            RejectLoadOptions(typed, faults);
        var profile = ReadProfile(options, faults);
        var settings = Build(typed, profile, output, faults) with { Attach = options.Attach, Fault = options.Fault };
        if (profile is null || settings.Search is not null || !faults.IsEmpty)
            return settings;

        // The profile alone, as it would run without any other option: what this run is measured against.
        var profileFaults = new FaultList();
        var full = Build(new Dictionary<string, string>(), profile, output, profileFaults);
        return settings with { Shortfalls = profileFaults.IsEmpty ? ProfileShortfalls.Of(settings, full) : [] };
    }

    private static LoadTestSettings Build(IReadOnlyDictionary<string, string> typed, Profile? profile, OutputSettings output, FaultList faults)
    {
        var layers = new OptionLayers(typed, profile?.Values ?? new Dictionary<string, string>(), profile?.File, s_defaults);
        var trades = Whole("trades-per-second", 0, MostRate, "trades a second per exchange (0 = none)");
        var updates = Whole("orderbook-updates-per-second", 0, MostRate, "orderbook updates a second per exchange (0 = none)");
        var exchanges = (int)Whole("exchanges", 1, 64, "exchanges");
        var durationSecs = (int)Whole("duration-secs", 1, 604_800, "seconds");
        if (trades == 0 && updates == 0 && faults.IsEmpty)
            faults.Add("--trades-per-second", "0 together with --orderbook-updates-per-second 0 leaves nothing to send");
        else if (exchanges * (trades + updates) > MostUpdatesPerSecond)
            faults.Add("--exchanges", $"{exchanges} x ({trades:#,0} + {updates:#,0}) is {exchanges * (trades + updates):#,0} updates a second, allowed: up to {MostUpdatesPerSecond:#,0} in all");
        var noise = NoiseSettings.Read(layers, faults);
        var pattern = PatternOption.Read(layers, profile, trades, updates, durationSecs, faults);
        return new LoadTestSettings
        {
            Profile = profile?.Name,
            Exchanges = exchanges,
            TradesPerSecond = trades,
            BookUpdatesPerSecond = updates,
            DurationSecs = durationSecs,
            WarmupSecs = (int)Whole("warmup-secs", 0, 3_600, "seconds"),
            SymbolCount = (int)Whole("symbol-count", 1, 1_000, "symbols per exchange"),
            Seed = Whole("seed", 0, long.MaxValue, "(any whole number)"),
            Pattern = pattern,
            Arrival = ReadArrival(layers["arrival"], faults),
            Pipeline = PipelineSettings.Read(layers, faults),
            Noise = noise,
            NoiseBudget = NoiseBudgetOption.Read(layers, noise, faults),
            Output = output,
            Log = ReadLog(layers, typed, profile, faults),
            Search = ReadSearch(layers, profile, pattern, exchanges, trades, updates, faults),
            Objectives = Applicable(profile?.Objectives ?? BuiltInProfiles.DefaultObjectives, trades, updates),
        };

        long Whole(string option, long least, long most, string unit)
        {
            var (key, text) = layers[option];
            return faults.Whole(key, text, least, most, unit);
        }
    }

    private static SearchSettings? ReadSearch(OptionLayers layers, Profile? profile, PatternSpec pattern, int exchanges, long trades, long updates, FaultList faults)
    {
        if (profile is not { Name: SearchSettings.ProfileName, File: null })
        {
            SearchSettings.RejectIn(layers, faults);
            return null;
        }

        if (layers.IsTyped("duration-secs"))
            faults.Add("--duration-secs", $"contradicts --profile {SearchSettings.ProfileName}: --step-secs is the length of a run, --search-secs that of the search");
        foreach (var option in s_wholeRunOptions.Where(layers.IsTyped))
            faults.Add("--" + option, $"contradicts --profile {SearchSettings.ProfileName}, which is many runs");
        if (!pattern.IsNominal)
            faults.Add("--pattern", $"'{pattern}' has rates of its own, which contradicts --profile {SearchSettings.ProfileName}");
        return SearchSettings.Read(layers, exchanges, trades, updates, faults);
    }

    private static Profile? ReadProfile(LoadTestOptions options, FaultList faults)
    {
        if (options.Profile is not null && options.ProfileFile is not null)
            faults.Add("--profile-file", "contradicts --profile: give one of the two");
        if (options.Profile is not null && BuiltInProfiles.Find(options.Profile) is null)
            faults.Add("--profile", $"'{options.Profile}' is not a profile{NearestName.Hint(options.Profile, [.. BuiltInProfiles.Names])}; there are: {string.Join(", ", BuiltInProfiles.Names)}");
        if (options.Profile is not null)
            return BuiltInProfiles.Find(options.Profile);
        return options.ProfileFile is null ? null : ProfileFile.Read(options.ProfileFile, faults);
    }

    private static ArrivalSpec ReadArrival((string Key, string Text) option, FaultList faults)
    {
        if (!ArrivalSpec.TryParse(option.Text, out var arrival, out var fault))
            faults.Add(option.Key, fault + NearestName.Hint(option.Text.Split('=')[0], ["spin", "quantum", "burst"]));
        return arrival;
    }

    private static LogSettings? ReadLog(OptionLayers layers, IReadOnlyDictionary<string, string> typed, Profile? profile, FaultList faults)
    {
        var isEndurance = profile is { Name: "endurance", File: null };
        var (key, text) = layers["log-segment-mb"];
        var segmentMb = faults.Whole(key, text, 1, 256, "MB a segment");
        if (typed.TryGetValue("log-dir", out var directory))
        {
            if (typed.ContainsKey("attach"))
                faults.Add("--log-dir", "contradicts --attach: a run that somebody else started cannot be resumed");
            if (File.Exists(directory))
                faults.Add("--log-dir", $"'{directory}' is a file, expected a directory");
            OutputSettings.RequireParent("--log-dir", directory, faults);
        }
        else if (!isEndurance && layers.IsTyped("log-segment-mb"))
        {
            faults.Add("--log-segment-mb", "needs --log-dir");
        }

        directory ??= isEndurance ? string.Create(CultureInfo.InvariantCulture, $"endurance-{DateTime.UtcNow:yyyyMMdd-HHmmss}") : null;
        return directory is null ? null : new LogSettings(directory, segmentMb * 1_000_000, isEndurance ? EnduranceIntervalSecs : 1);
    }

    private static void RejectLoadOptions(Dictionary<string, string> typed, FaultList faults)
    {
        foreach (var option in s_loadOptions)
        {
            if (option != "duration-secs" && typed.ContainsKey(option))
                faults.Add("--" + option, "contradicts --attach: a running feed has its own");
        }
    }

    // What is switched off cannot be reached and is not asked for.
    internal static Objective[] Applicable(IReadOnlyList<Objective> objectives, long trades, long updates) =>
    [
        .. objectives.Where(objective =>
            !(trades == 0 && objective.Metric == Metrics.TpsAchievement) && !(updates == 0 && objective.Metric == Metrics.OpsAchievement)),
    ];
}
