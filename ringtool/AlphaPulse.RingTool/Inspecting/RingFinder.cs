using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Commands;

namespace AlphaPulse.RingTool.Inspecting;

/// <summary>Finds rings below a directory. Changes nothing, follows no symbolic link, and passes over what it may not look into.</summary>
internal static class RingFinder
{
    // base / run / rings / ring is three below the base; the rest is room for directories of one's own above it.
    private const int MostLevels = 8;

    /// <summary>What a user means by a place: nothing (all runs of the user), a directory, or a run or RUN/RING below the base directory.</summary>
    /// <exception cref="UsageException">There is no such place.</exception>
    public static string Resolve(string? place, string? baseDirectory)
    {
        var root = Path.GetFullPath(baseDirectory ?? RunRegistry.DefaultBase);
        if (place is null)
        {
            // The default base appears with the first run: that there is none yet is no fault.
            return baseDirectory is null || Directory.Exists(root) ? root : throw new UsageException($"{root}: there is no such directory");
        }

        // Written like a path it is one; a bare name is a run's first.
        string[] candidates = place.StartsWith('.') || Path.IsPathRooted(place)
            ? [Path.GetFullPath(place)]
            : [Path.Combine(root, place), RingOfRun(root, place), Path.GetFullPath(place)];
        var found = candidates.FirstOrDefault(Directory.Exists) ?? throw new UsageException($"{place}: there is no such ring, run or directory, nor one of this name in {root}; 'ringtool list' shows what there is");
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(found));
    }

    /// <summary>The rings at and below a directory, in the order of their paths; what is half made or half removed too.</summary>
    public static IReadOnlyList<FoundRing> Find(string directory)
    {
        var found = new List<FoundRing>();
        var (run, use) = RunAbove(directory);
        Walk(directory, run, use, MostLevels, found);
        return found;
    }

    public static bool IsRing(string directory) => File.Exists(Path.Combine(directory, "data")) && File.Exists(Path.Combine(directory, "control"));

    /// <summary>Null if it may not be looked at.</summary>
    public static DirectoryUse? UseOf(string directory)
    {
        try
        {
            return LeftOvers.Examine(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Walk(string directory, string? run, DirectoryUse? runUse, int levels, List<FoundRing> found)
    {
        var use = UseOf(directory);
        if (IsRing(directory) || use is DirectoryUse.Unfinished or DirectoryUse.InTransit)
        {
            found.Add(new FoundRing(directory, run, runUse));
            return;
        }

        if (run is null && IsRun(use))
            (run, runUse) = (directory, use);
        if (levels == 0)
            return;
        foreach (var child in Children(directory))
            Walk(child, run, runUse, levels - 1, found);
    }

    /// <summary>Directories in a directory, in the order of their names; none if it may not be looked into.</summary>
    public static string[] Children(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateDirectories().Where(child => child.LinkTarget is null).Select(child => child.FullName).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The run that a directory lies in.</summary>
    public static (string? Run, DirectoryUse? Use) RunAbove(string directory)
    {
        for (var above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(Path.Combine(above, "live")) && UseOf(above) is { } use && IsRun(use))
                return (above, use);
        }

        return (null, null);
    }

    private static bool IsRun(DirectoryUse? use) => use is DirectoryUse.LiveRun or DirectoryUse.UsedRun or DirectoryUse.DeadRun;

    private static string RingOfRun(string root, string place)
    {
        var parts = place.Split('/', 2);
        return parts.Length == 2 ? Path.Combine(root, parts[0], "rings", parts[1]) : Path.Combine(root, place);
    }
}
