using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Commands;

/// <summary>Checks that the commands share.</summary>
internal static class FeedChecks
{
    /// <summary>True if a parent's plan is to be run; adds the fault if only half of what that needs was given.</summary>
    public static bool IsControlled(FeedOptions options, List<string> faults)
    {
        if (options.Controlled && options.Plan is null)
            faults.Add("--controlled: needs --plan FILE");
        if (options.Plan is not null && !options.Controlled)
            faults.Add("--plan: needs --controlled; without it, give the run's options themselves");
        return options is { Controlled: true, Plan: not null };
    }

    /// <summary>A rate, plainly or as 10k, 1.5m, as the load tester reads it too; 0 after a fault.</summary>
    public static long Rate(List<string> faults, string option, string text)
    {
        if (!SpecText.TryRate(text.Replace("_", "", StringComparison.Ordinal), out var rate))
            faults.Add($"--{option} {text}: is not a whole number of at least 0, for example 10000, 10k or 1.5m");
        return rate;
    }

    public static void Range(List<string> faults, string option, long value, long least, long most, string unit)
    {
        if (value < least || value > most)
            faults.Add($"--{option} {value}: must be {least:N0} to {most:N0} {unit}");
    }
}
