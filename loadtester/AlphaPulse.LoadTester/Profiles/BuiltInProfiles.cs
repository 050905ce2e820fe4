using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Profiles;

/// <summary>The profiles that need no file, and the objectives of a run without a profile.</summary>
internal static class BuiltInProfiles
{
    /// <summary>
    /// A pipeline or a generator that stalls delays what is due, however fast the writes are that it then makes. As generous as the
    /// lag's own budget; the arrival quantum comes on top of it.
    /// </summary>
    public static readonly Objective NoStall = new(Metrics.ResponseP99, Validity.LagBudgetNs);

    /// <summary>Write P99 &lt; 10 µs and the rest of the product's own claims; holds where no profile says otherwise.</summary>
    public static readonly IReadOnlyList<Objective> DefaultObjectives = Objectives(writeP99Ns: 10_000);

    public static readonly IReadOnlyList<Profile> All =
    [
        new Profile
        {
            Name = "baseline",
            Description = "moderate load that every machine must carry: 30,000 trades and 15,000 book updates a second in all, for a minute",
            Values = Values(exchanges: 3, trades: 10_000, durationSecs: 60),
            Objectives = Objectives(writeP99Ns: 1_000),
        },
        new Profile
        {
            Name = "stress",
            Description = "a million trades a second over ten exchanges, for five minutes",
            Values = Values(exchanges: 10, trades: 100_000, durationSecs: 300),
            Objectives = Objectives(writeP99Ns: 10_000),
        },
        new Profile
        {
            Name = "burst",
            Description = "low, ten times as much for ten seconds, low again: a histogram each, and the time until the write P99 is back",
            Values = new Dictionary<string, string>(Values(exchanges: 3, trades: 10_000, durationSecs: 60)) { ["pattern"] = "burst:10k,100k,10s,60s" },

            // The feed must have recovered well before the phase after the burst (25 s) is over.
            Objectives = [.. Objectives(writeP99Ns: 10_000), new Objective(Metrics.RecoveryMs, 5_000)],
        },
        new Profile
        {
            Name = "endurance",
            Description = "a day at moderate load, logged in intervals so that it can be resumed, judged as a whole and for what grows",
            Values = Values(exchanges: 3, trades: 20_000, durationSecs: 86_400),
            Objectives = Objectives(writeP99Ns: 10_000),
        },
        new Profile
        {
            Name = SearchSettings.ProfileName,
            Description = "the highest rate that holds: ramps geometrically, bisects to 5 %, confirms by repetition; tells which objective breaks above it",
            Values = new Dictionary<string, string>
            {
                ["exchanges"] = "10",
                ["trades-per-second"] = "100000",
                ["orderbook-updates-per-second"] = "5000",
                ["warmup-secs"] = "1",
                ["step-secs"] = SearchSettings.Defaults["step-secs"],
                ["start-rate"] = SearchSettings.Defaults["start-rate"],
            },
            Objectives = Gates(),
        },
    ];

    public static IEnumerable<string> Names => All.Select(profile => profile.Name);

    public static Profile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>The objectives for an arrival mode that may make an event this late by itself.</summary>
    public static IReadOnlyList<Objective> WithArrival(IEnumerable<Objective> objectives, long quantumNs) =>
        [.. objectives.Select(objective => ReferenceEquals(objective, NoStall) ? objective with { Limit = objective.Limit + quantumNs } : objective)];

    private static Dictionary<string, string> Values(int exchanges, long trades, int durationSecs) => new()
    {
        ["exchanges"] = $"{exchanges}",
        ["trades-per-second"] = $"{trades}",
        ["orderbook-updates-per-second"] = "5000",
        ["duration-secs"] = $"{durationSecs}",
    };

    // What a rate can break. The processor is to be used up here, and memory does not depend on the rate.
    private static Objective[] Gates() =>
    [
        new(Metrics.WriteP99, 10_000),
        new(Metrics.WriteP999, 100_000),
        NoStall,
        new(Metrics.TpsAchievement, 95),
        new(Metrics.OpsAchievement, 95),
        new(Metrics.LostEvents, 0),
        new(Metrics.SequenceGaps, 0),
        new(Metrics.BooksMismatched, 0),
    ];

    // Limits of the load-testing framework's own table ("Performance Targets") and its success criteria.
    private static Objective[] Objectives(double writeP99Ns) =>
    [
        new(Metrics.TpsAchievement, 95),
        new(Metrics.OpsAchievement, 95),
        new(Metrics.WriteP50, 500),
        new(Metrics.WriteP99, writeP99Ns),
        new(Metrics.WriteP999, 100_000),
        NoStall,
        new(Metrics.ErrorRate, 0.01),
        new(Metrics.LostEvents, 0),
        new(Metrics.SequenceGaps, 0),
        new(Metrics.BooksMismatched, 0),
        new(Metrics.CpuPercent, 50),
        new(Metrics.MemoryMb, 500),
    ];
}
