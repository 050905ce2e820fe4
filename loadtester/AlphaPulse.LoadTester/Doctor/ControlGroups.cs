namespace AlphaPulse.LoadTester.Doctor;

/// <summary>
/// The limits of the control groups that this process is in, versions 1 and 2. A group's parents limit it, too, so that the
/// tightest one on the way up to the mount point counts.
/// </summary>
internal sealed class ControlGroups(HostFiles files)
{
    // Version 1 says "no limit" by a number of pages just below 2^63.
    private const long Endless = long.MaxValue / 2;

    /// <summary>Processor time in cores, and the group that limits it; null if nothing does.</summary>
    public (double Cores, string Group)? CpuLimit()
    {
        (double Cores, string Group)? tightest = null;
        foreach (var (group, isUnified) in Groups("cpu"))
        {
            var (quota, period) = isUnified ? Pair(files.Text($"{group}/cpu.max")) : (files.Number($"{group}/cpu.cfs_quota_us"), files.Number($"{group}/cpu.cfs_period_us"));
            if (quota > 0 && period > 0 && !(tightest?.Cores <= (double)quota / period))
                tightest = ((double)quota.Value / period.Value, group);
        }

        return tightest;
    }

    /// <summary>How often the groups were held back since they exist.</summary>
    public long Throttled() => Groups("cpu").Sum(group => files.Value($"{group.Path}/cpu.stat", "nr_throttled") ?? 0);

    /// <summary>Memory that can still be had before a limit, and the group that limits it; null if nothing does.</summary>
    public (long LimitBytes, long AvailableBytes, string Group)? MemoryLimit()
    {
        (long Limit, long Available, string Group)? tightest = null;
        foreach (var (group, isUnified) in Groups("memory"))
        {
            var limit = files.Number(isUnified ? $"{group}/memory.max" : $"{group}/memory.limit_in_bytes");
            var used = files.Number(isUnified ? $"{group}/memory.current" : $"{group}/memory.usage_in_bytes");
            if (limit is null or <= 0 or > Endless || used is null)
                continue;

            // The kernel gives up its copies of files first.
            var reclaimable = files.Value($"{group}/memory.stat", isUnified ? "inactive_file" : "total_inactive_file") ?? 0;
            var available = Math.Max(0, limit.Value - Math.Max(0, used.Value - reclaimable));
            if (tightest is null || available < tightest.Value.Available)
                tightest = (limit.Value, available, group);
        }

        return tightest;
    }

    // From the process's own group up to the mount point, of each hierarchy that has the controller.
    private IEnumerable<(string Path, bool IsUnified)> Groups(string controller)
    {
        foreach (var line in files.Lines("/proc/self/cgroup"))
        {
            // "4:memory:/docker/1f", and "0::/user.slice" for version 2.
            var fields = line.Split(':', 3);
            if (fields.Length < 3)
                continue;
            var isUnified = fields[1].Length == 0;
            if ((!isUnified && !fields[1].Split(',').Contains(controller)) || Mount(isUnified, controller) is not var (mountPoint, root))
                continue;
            var relative = root != "/" && fields[2].StartsWith(root, StringComparison.Ordinal) ? fields[2][root.Length..] : fields[2];
            var path = mountPoint + (relative == "/" ? "" : relative);

            // In a container the path may be one of the host's, which is not mounted here.
            if (!files.HasDirectory(path))
                path = mountPoint;
            for (; path.Length >= mountPoint.Length; path = path[..path.LastIndexOf('/')])
                yield return (path, isUnified);
        }
    }

    // "31 23 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu": root, mount point, and after " - " type, source, options.
    private (string MountPoint, string Root)? Mount(bool isUnified, string controller)
    {
        foreach (var line in files.Lines("/proc/self/mountinfo"))
        {
            var halves = line.Split(" - ", 2);
            var (place, kind) = (halves[0].Split(' '), halves.Length == 2 ? halves[1].Split(' ') : []);
            if (place.Length < 5 || kind.Length < 3)
                continue;
            if (isUnified ? kind[0] == "cgroup2" : kind[0] == "cgroup" && kind[2].Split(',').Contains(controller))
                return (place[4], place[3]);
        }

        return null;
    }

    // "50000 100000"; "max 100000" is no limit.
    private static (long? Quota, long? Period) Pair(string? text) =>
        text?.Split(' ') is [var quota, var period] ? (HostFiles.Parse(quota), HostFiles.Parse(period)) : (null, null);
}
