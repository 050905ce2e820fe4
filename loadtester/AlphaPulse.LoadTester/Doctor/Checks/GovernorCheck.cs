namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Who decides about the processor's frequency.</summary>
internal static class GovernorCheck
{
    private const string Cores = "/sys/devices/system/cpu";

    public static Finding Look(HostView host)
    {
        var governors = host.Files.DirectoryNames(Cores)
            .Where(name => name.StartsWith("cpu", StringComparison.Ordinal) && name.Length > 3 && char.IsAsciiDigit(name[3]))
            .Select(name => host.Files.Text($"{Cores}/{name}/cpufreq/scaling_governor"))
            .OfType<string>()
            .GroupBy(governor => governor, (governor, cores) => (Name: governor, Count: cores.Count()))
            .OrderBy(governor => governor.Name, StringComparer.Ordinal)
            .ToArray();
        if (governors.Length == 0)
            return Finding.Ok($"not adjustable here");
        return governors is [{ Name: "performance" }]
            ? Finding.Ok($"performance on all {governors[0].Count} cores")
            : Finding.Warning(
                $"{string.Join(", ", governors.Select(governor => $"{governor.Name} on {governor.Count}"))}",
                "the first events after a pause run at a low frequency: cpupower frequency-set -g performance");
    }
}
