using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Reads <c>--pattern</c> and fits a profile's own pattern to a run that is shorter or slower than the profile.</summary>
internal static class PatternOption
{
    private const long NsPerMs = 1_000_000;
    private const long NsPerSecond = 1_000_000_000;
    private const long MostRate = 10_000_000;

    public static PatternSpec Read(OptionLayers layers, Profile? profile, long tradesPerSecond, long bookUpdatesPerSecond, int durationSecs, FaultList faults)
    {
        var (key, text) = layers["pattern"];
        if (!PatternSpec.TryParse(text, out var pattern, out var fault))
        {
            faults.Add(key, fault + NearestName.Hint(text.Split(':')[0], ["constant", "ramp", "burst"]));
            return pattern;
        }

        if (pattern.Kind == PatternKind.Constant)
            return pattern;
        if (!layers.IsTyped("pattern") && profile is not null)
            pattern = Fit(pattern, profile, tradesPerSecond, durationSecs);
        if (tradesPerSecond == 0)
            faults.Add(key, $"'{text}' has rates in trades a second, which contradicts --trades-per-second 0");
        else if (pattern.FirstRate > MostRate || pattern.SecondRate > MostRate)
            faults.Add(key, $"'{text}' is out of range, allowed: rates of up to {MostRate:#,0} trades a second per exchange");
        else if (pattern.FirstRate + pattern.SecondRate == 0)
            faults.Add(key, $"'{text}' has no rate above 0");
        else if (pattern.Kind == PatternKind.Burst && pattern.BurstOffsetNs + pattern.LengthNs > durationSecs * NsPerSecond)
            faults.Add(key, $"the first burst of '{text}' ends {SpecText.Duration(pattern.BurstOffsetNs + pattern.LengthNs)} into a run of --duration-secs {durationSecs}: make the run longer or the period shorter");
        else if (RunSchedule.Fault(tradesPerSecond, bookUpdatesPerSecond, pattern.ToString()) is { } impossible && faults.IsEmpty)
            faults.Add(key, impossible);
        return pattern;
    }

    /// <summary>The same shape over another length and nominal rate: "--profile burst --duration-secs 12" bursts for 2 s.</summary>
    private static PatternSpec Fit(PatternSpec pattern, Profile profile, long tradesPerSecond, int durationSecs)
    {
        var rates = Ratio(profile, "trades-per-second", tradesPerSecond);
        var lengths = Ratio(profile, "duration-secs", durationSecs);
        if ((rates == 1 && lengths == 1) || tradesPerSecond == 0)
            return pattern;
        var text = pattern.Kind == PatternKind.Burst
            ? $"burst:{Scale(pattern.FirstRate, rates)},{Scale(pattern.SecondRate, rates)},{Length(pattern.LengthNs, lengths)},{Length(pattern.PeriodNs, lengths)}"
            : $"ramp:{Scale(pattern.FirstRate, rates)},{Scale(pattern.SecondRate, rates)},{Length(pattern.LengthNs, lengths)}";
        return PatternSpec.TryParse(text, out var fitted, out _) ? fitted : pattern;
    }

    private static decimal Ratio(Profile profile, string option, long value) =>
        profile.Values.TryGetValue(option, out var text) && SpecText.TryRate(text, out var full) && full > 0 ? (decimal)value / full : 1;

    // Whole milliseconds, which can be read; built-in profiles are far longer than one.
    private static string Length(long ns, decimal factor) => ns * factor >= NsPerMs ? $"{Scale(ns, factor / NsPerMs)}ms" : $"{Scale(ns, factor)}ns";

    private static long Scale(long value, decimal factor) => (long)decimal.Round(value * factor);
}
