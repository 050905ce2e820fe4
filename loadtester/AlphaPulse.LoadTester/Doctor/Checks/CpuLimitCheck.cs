namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>A quota of processor time: a run that uses it up stands still until the next period.</summary>
internal static class CpuLimitCheck
{
    public static Finding Look(HostView host)
    {
        var groups = new ControlGroups(host.Files);
        var throttled = groups.Throttled();
        if (groups.CpuLimit() is not var (cores, group))
            return Finding.Ok($"no limit");
        var online = CoreList.Count(host.Files.Text("/sys/devices/system/cpu/online"));
        return online <= cores
            ? Finding.Ok($"{cores:0.##} cores, as many as there are ({group})")
            : Finding.Warning($"{cores:0.##} of {online} cores ({group}), throttled {throttled:#,0} times so far", "every process of the group stops when the quota is used up: raise or remove the limit, or dedicate whole cores by cpuset instead");
    }
}
