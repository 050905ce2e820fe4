using System.Numerics;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>Options as typed → <see cref="ChaosSettings"/>, with every fault of their values.</summary>
internal static class ChaosSettingsReader
{
    public static ChaosSettings Read(ChaosOptions options, FaultList faults)
    {
        var capacity = faults.Whole("--ring-capacity", options.RingCapacity ?? "262144", 64, 1 << 26, "slots");
        if (!BitOperations.IsPow2(capacity))
            faults.Add("--ring-capacity", $"'{options.RingCapacity}' is not a power of two");
        return new ChaosSettings
        {
            Seed = (int)faults.Whole("--seed", options.Seed ?? "1", 0, int.MaxValue, "(a whole number)"),
            DurationSecs = (int)faults.Whole("--duration-secs", options.DurationSecs ?? "48", 1, 86_400, "seconds"),
            Faults = Faults(options.Faults, faults),
            Exchanges = (int)faults.Whole("--exchanges", options.Exchanges ?? "2", 1, 16, "exchanges"),
            UpdatesPerSecond = faults.Whole("--updates-per-second", options.UpdatesPerSecond ?? "3000", 300, 1_000_000, "updates a second"),
            RingCapacity = capacity,
            PatienceSecs = (int)faults.Whole("--patience-secs", options.PatienceSecs ?? "30", 1, 3_600, "seconds"),
            Directory = options.Dir,
            JsonOutput = options.JsonOutput is { } file ? OutputSettings.WritableFile("--json-output", file, faults) : null,
            OnlyPlan = options.PlanOnly,
        };
    }

    private static ChaosFault[] Faults(string? typed, FaultList faults)
    {
        if (typed is null)
            return Enum.GetValues<ChaosFault>();
        var names = typed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            faults.Add("--faults", $"names none; allowed: {string.Join(", ", ChaosFaults.Names)}");
        return [.. names.Select(name => ChaosFaults.Parse(faults.Word("--faults", name, ChaosFaults.Names))).Distinct()];
    }
}
