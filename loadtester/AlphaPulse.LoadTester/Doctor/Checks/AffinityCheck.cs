namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>The cores that this process and its children may use.</summary>
internal static class AffinityCheck
{
    private const string Key = "Cpus_allowed_list:";

    public static Finding Look(HostView host)
    {
        var mask = host.Files.Lines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim();
        var (allowed, online) = (CoreList.Count(mask), CoreList.Count(host.Files.Text("/sys/devices/system/cpu/online")));
        if (allowed is null || online is null)
            return Finding.Ok($"not told by this kernel");
        return allowed < online
            ? Finding.Warning($"cores {mask}, {allowed} of {online}", "the programs of a run inherit the mask: start without taskset or cpuset, or count a result as one of the smaller machine")
            : Finding.Ok($"all cores ({mask})");
    }
}
