using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>Recognises what dead runs and rings left, and removes it. What lives, as the kernel's locks say, is never touched.</summary>
/// <remarks>Thread-safe, also between processes: each removal is one rename, decided under a kernel lock.</remarks>
public static class LeftOvers
{
    /// <summary>What a directory is, without changing anything or taking a lock.</summary>
    /// <param name="path">An existing directory.</param>
    /// <exception cref="RingException"><see cref="RingFault.Denied"/>: its lock files cannot be opened for reading and writing.</exception>
    public static DirectoryUse Examine(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isUnfinished = RunRegistry.IsUnfinishedName(Path.GetFileName(path));
        if (isUnfinished && RunRegistry.IsYoung(path))
            return DirectoryUse.InTransit;
        if (RunDirectory.IsRun(path))
            return RunDirectory.IsAlive(path) ? DirectoryUse.LiveRun : isUnfinished ? DirectoryUse.Unfinished : RingsOf(path).Any(IsUsedRing) ? DirectoryUse.UsedRun : DirectoryUse.DeadRun;
        if (IsRing(path) is { } isUsed)
            return isUsed ? DirectoryUse.UsedRing : isUnfinished ? DirectoryUse.Unfinished : DirectoryUse.UnusedRing;
        return isUnfinished && IsUnfinishedRemainder(path) ? DirectoryUse.Unfinished : DirectoryUse.Foreign;
    }

    /// <summary>Removes a directory that <see cref="Examine"/> finds to be a left-over; asks again, under the locks.</summary>
    /// <param name="path">An existing directory.</param>
    /// <returns>True if it is gone; false if it is no left-over, or became somebody's meanwhile.</returns>
    /// <exception cref="RingException"><see cref="RingFault.Denied"/>.</exception>
    public static bool TryRemove(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        switch (Examine(path))
        {
            case DirectoryUse.DeadRun:
                return RunDirectory.RemoveIfDead(path);
            case DirectoryUse.UnusedRing:
                try
                {
                    RingFile.RemoveLeftOver(path);
                }
                catch (RingException e) when (e.Fault == RingFault.InUse)
                {
                    return false;
                }

                return !Directory.Exists(path);
            case DirectoryUse.Unfinished:
                if (!RunRegistry.RemoveUnfinished(path))
                    RingFile.RemoveUnfinished(path);
                return !Directory.Exists(path);
            default:
                return false;
        }
    }

    private static bool IsUsedRing(string path) => IsRing(path) == true;

    /// <summary>Null if it is no ring; else whether anybody holds one of its lifelines.</summary>
    private static bool? IsRing(string path)
    {
        try
        {
            using var control = FileSystem.OpenExisting(Path.Combine(path, RingLayout.ControlFileName), FileAccess.Read);
            Span<byte> magic = stackalloc byte[sizeof(ulong)];
            if (RandomAccess.GetLength(control) < RingLayout.ControlBytes || RandomAccess.Read(control, magic, RingLayout.ControlMagicOffset) != magic.Length)
                return null;
            return BitConverter.ToUInt64(magic) == RingLayout.ControlMagicValue ? FileLocks.IsHeldByAnother(control, RingLayout.WriterLock, RingLayout.AllLocks) : null;
        }
        catch (RingException e) when (e.Fault is RingFault.NotFound or RingFault.NotARing)
        {
            return null;
        }
    }

    /// <summary>Nothing in it, or a ring's control file that nobody holds. Without one nobody can say whether its maker is dead or paused.</summary>
    private static bool IsUnfinishedRemainder(string path)
    {
        var names = Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).ToList();
        if (names.Count == 0)
            return true;
        if (!names.Contains(RingLayout.ControlFileName) || names.Exists(name => name is not (RingLayout.ControlFileName or RingLayout.DataFileName)))
            return false;
        using var control = FileSystem.OpenExisting(Path.Combine(path, RingLayout.ControlFileName), FileAccess.Read);
        return !FileLocks.IsHeldByAnother(control, RingLayout.WriterLock, RingLayout.AllLocks);
    }

    private static IEnumerable<string> RingsOf(string run)
    {
        var rings = Path.Combine(run, "rings");
        return Directory.Exists(rings) ? Directory.EnumerateDirectories(rings) : [];
    }
}
