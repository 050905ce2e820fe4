using AlphaPulse.LoadTester.Profiles;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Options;

/// <summary>Reads <c>--pattern</c> and fits a profile's own pattern to a run that is shorter or slower than the profile.</summary>
internal static class PatternOption
{
    private const long NsPerSecond = 1_000_000_000;
    private const long MostRate = RunSchedule.MaxRate;

    private static readonly string[] s_names = ["constant", "ramp", "burst", "sine", "sawtooth", "spike", "stairs", "poisson", "hawkes", "recorded"];

    public static PatternSpec Read(OptionLayers layers, Profile? profile, long tradesPerSecond, long bookUpdatesPerSecond, int durationSecs, FaultList faults)
    {
        var (key, text) = layers["pattern"];
        if (!PatternSpec.TryParse(text, out var pattern, out var fault))
        {
            faults.Add(key, fault + NearestName.Hint(text.Split(':', '~')[0], s_names));
            return pattern;
        }

        if (pattern.Spacing.Kind == SpacingKind.Recorded)
            pattern = WithCapture(pattern, key, faults);
        if (!layers.IsTyped("pattern") && profile is not null)
            pattern = Fit(pattern, profile, tradesPerSecond, durationSecs);
        if (!pattern.IsNominal && tradesPerSecond == 0)
            faults.Add(key, $"'{text}' has rates in trades a second, which contradicts --trades-per-second 0");
        else if (!pattern.IsNominal && pattern.PeakRate(tradesPerSecond) > MostRate)
            faults.Add(key, $"'{text}' is out of range, allowed: rates of up to {MostRate:#,0} trades a second per exchange");
        else if (pattern.PeakRate(1) == 0)
            faults.Add(key, $"'{text}' has no rate above 0");
        else if (pattern.Shape is { Kind: PatternKind.Burst or PatternKind.Spike } burst && burst.BurstOffsetNs + burst.LengthNs > durationSecs * NsPerSecond)
            faults.Add(key, $"the first {pattern.Outline} of '{text}' ends {SpecText.Duration(burst.BurstOffsetNs + burst.LengthNs)} into a run of --duration-secs {durationSecs}: make the run longer or the period shorter");
        else if (faults.IsEmpty && RunSchedule.Fault(tradesPerSecond, bookUpdatesPerSecond, pattern.ToString()) is { } impossible)
            faults.Add(key, impossible);
        return pattern;
    }

    // The feed runs elsewhere; what the file holds is its to judge.
    private static PatternSpec WithCapture(PatternSpec pattern, string key, FaultList faults)
    {
        var file = pattern.Spacing.File;
        if (Directory.Exists(file))
            faults.Add(key, $"'{file}' is a directory, expected a capture file");
        else if (!File.Exists(file))
            faults.Add(key, $"'{file}': there is no such file");
        else if (FileSystem.IsSpecialFile(file))
            faults.Add(key, $"'{file}' is a device or a pipe, expected a regular file");
        return pattern.WithFile(Path.GetFullPath(file));
    }

    /// <summary>The same shape over another length and nominal rate: "--profile burst --duration-secs 12" bursts for 2 s.</summary>
    private static PatternSpec Fit(PatternSpec pattern, Profile profile, long tradesPerSecond, int durationSecs)
    {
        var rates = Ratio(profile, "trades-per-second", tradesPerSecond);
        var lengths = Ratio(profile, "duration-secs", durationSecs);
        return (rates == 1 && lengths == 1) || tradesPerSecond == 0 ? pattern : pattern.Scale(rates, lengths);
    }

    private static decimal Ratio(Profile profile, string option, long value) =>
        profile.Values.TryGetValue(option, out var text) && SpecText.TryRate(text, out var full) && full > 0 ? (decimal)value / full : 1;
}
