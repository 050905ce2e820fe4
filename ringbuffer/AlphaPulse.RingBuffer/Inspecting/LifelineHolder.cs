using System.Globalization;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>
/// Which process holds a kernel lock. /proc/locks does not say it of open-file-description locks (its pid is -1), but
/// /proc/PID/fdinfo lists with each descriptor the locks that were taken through it, by device, inode and range.
/// </summary>
internal static class LifelineHolder
{
    /// <summary>Null if no process that can be seen holds it.</summary>
    internal static int? Find(MappedFile file, long lockedByte, int likely)
    {
        var (major, minor, inode) = FileStatus.Of(file.Handle, file.Path).Identity;
        var inLocks = string.Create(CultureInfo.InvariantCulture, $" {major:x2}:{minor:x2}:{inode} ");
        if (likely > 0 && Holds(likely, inLocks, lockedByte))
            return likely;

        // A participant maps the file, which is one look a process; only those that do have their descriptors looked at.
        var inMaps = string.Create(CultureInfo.InvariantCulture, $" {major:x2}:{minor:x2} {inode} ");
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process != likely
                && Lines($"{directory}/maps").Any(line => line.Contains(inMaps, StringComparison.Ordinal)) && Holds(process, inLocks, lockedByte))
            {
                return process;
            }
        }

        return null;
    }

    private static bool Holds(int process, string inLocks, long lockedByte)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fdinfo").SelectMany(Lines).Any(line => Covers(line, inLocks, lockedByte));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is another user's.
        }
    }

    /// <summary>Of a line as <c>lock:	1: OFDLCK ADVISORY  WRITE -1 00:1b:3782 1 1</c>: first and last byte stand at its end, the last one may be EOF.</summary>
    private static bool Covers(string line, string inLocks, long lockedByte)
    {
        var at = line.StartsWith("lock:", StringComparison.Ordinal) ? line.IndexOf(inLocks, StringComparison.Ordinal) : -1;
        if (at < 0)
            return false;
        var range = line[(at + inLocks.Length)..].Split(' ');
        return range.Length == 2 && long.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first <= lockedByte
            && (range[1] == "EOF" || (long.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && lockedByte <= last));
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
