using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Layout;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// One run's directory, as a participant of it: everything that the processes of a run share lies below it. Each
/// participant holds a shared kernel lock on the file <c>live</c>; a run is alive as long as anybody does. A directory whose
/// <c>live</c> does not start with this program's marker is not a run, and is never touched.
/// </summary>
/// <remarks>Thread-safe but for <see cref="Dispose"/>.</remarks>
public sealed class RunDirectory : IDisposable
{
    internal const string LiveFileName = "live";
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SafeFileHandle _live;

    private RunDirectory(string path, SafeFileHandle live)
    {
        Path = path;
        _live = live;
    }

    private static ReadOnlySpan<byte> Marker => "alphapulse run 1\n"u8;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Name of the run: the last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the run's rings are.</summary>
    public string RingsPath => System.IO.Path.Combine(Path, "rings");

    /// <summary>Where the processes' telemetry files are.</summary>
    public string TelemetryPath => System.IO.Path.Combine(Path, "telemetry");

    /// <summary>Path of a file in the directory.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Path of the ring with a name.</summary>
    public string RingPath(string ring) => System.IO.Path.Combine(RingsPath, ring);

    /// <summary>Names of the rings that exist now, in ordinal order.</summary>
    public IReadOnlyList<string> RingNames() =>
    [
        .. Directory.EnumerateDirectories(RingsPath).Select(p => System.IO.Path.GetFileName(p)).Where(n => n[0] != '.' && ShownText.IsFit(n)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Leaves the run. The directory stays; who created it removes it with <see cref="Remove"/>.</summary>
    public void Dispose() => _live.Dispose();

    /// <summary>Leaves the run and removes its directory, also if other participants are still in it: their mappings stay valid.</summary>
    public void Remove()
    {
        MoveAwayAndDelete(Path);
        Dispose();
    }

    /// <param name="baseDirectory">The directory for it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="whenMade">For tests: what others do between the making of the directory and its lock.</param>
    internal static RunDirectory Create(string baseDirectory, string name, Action? whenMade = null)
    {
        RunDirectory? run;
        while ((run = TryCreate(baseDirectory, name, whenMade)) is null)
        {
        }

        return run;
    }

    /// <summary>
    /// Null if a cleaner took the directory for a left-over before it was locked: a creator that was paused there for long begins
    /// anew, in another directory.
    /// </summary>
    private static RunDirectory? TryCreate(string baseDirectory, string name, Action? whenMade)
    {
        var temporary = System.IO.Path.Combine(baseDirectory, $".{name}.tmp-{Guid.NewGuid():N}");
        var path = System.IO.Path.Combine(baseDirectory, name);
        SafeFileHandle? live = null;
        try
        {
            FileSystem.CreateDirectory(temporary, PrivateDirectory);
            whenMade?.Invoke();

            // The lock first: what is half made can then be told from what is left over.
            live = TryCreateLive(temporary);
            if (live is null)
                return null;
            if (!FileLocks.TryLock(live, 0, shared: true))
                throw new RingException(RingFault.Unsupported, path, "a lock on a file that nobody else can know was refused; kernel locks do not work on this file system.");
            RandomAccess.Write(live, Marker, 0);
            FileSystem.CreateDirectory(System.IO.Path.Combine(temporary, "rings"), PrivateDirectory);
            FileSystem.CreateDirectory(System.IO.Path.Combine(temporary, "telemetry"), PrivateDirectory);
            if (NativeMethods.Rename(NativeMethods.AtFdCwd, temporary, NativeMethods.AtFdCwd, path, NativeMethods.RenameNoReplace) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw error is NativeMethods.Eexist or NativeMethods.Enotempty
                    ? new RingException(RingFault.InUse, path, "a run of this name exists. Choose another name, or stop it.")
                    : new RingException(RingFault.Denied, path, $"cannot be created: {Marshal.GetPInvokeErrorMessage(error)}.");
            }

            return new RunDirectory(path, live);
        }
        catch (Exception e)
        {
            Delete(temporary);
            live?.Dispose();
            if (e is RingException { Fault: RingFault.NoSpace })
                throw FileSystem.NoSpace(path, Environment.SystemPageSize);
            var cause = e is RingException { Fault: RingFault.Denied, InnerException: { } inner } ? inner : e;
            if (cause is IOException and not RingException or UnauthorizedAccessException)
                throw new RingException(RingFault.Denied, baseDirectory, $"cannot create a run in it: {Reason(cause)}.", e);
            throw;
        }
    }

    /// <summary>Null if the directory is gone.</summary>
    private static SafeFileHandle? TryCreateLive(string directory)
    {
        try
        {
            return FileSystem.CreateNew(LivePath(directory), PrivateFile);
        }
        catch (RingException e) when (e.Fault == RingFault.NotFound)
        {
            return null;
        }
    }

    internal static RunDirectory Join(string path)
    {
        var live = OpenLive(path) ?? throw NotJoinable(path);

        // Dead: nobody held the lock before. Being removed: somebody holds it alone, or the path leads elsewhere since.
        var wasAlive = FileLocks.IsHeldByAnother(live, 0);
        if (wasAlive && FileLocks.TryLock(live, 0, shared: true) && FileStatus.IsSameFile(live, LivePath(path)))
            return new RunDirectory(path, live);
        live.Dispose();
        throw new RingException(RingFault.NotFound, path, "the run has ended; what is left of it is cleaned up by the next run.");
    }

    /// <summary>Removes a run that nobody is in; false if somebody is, or if it is no run.</summary>
    internal static bool RemoveIfDead(string path)
    {
        using var live = OpenLive(path);
        return live is not null && RemoveIfDead(path, live);
    }

    /// <summary>Between the opening of the live file and its lock another process may have removed the run, and a third put a new one there.</summary>
    internal static bool RemoveIfDead(string path, SafeFileHandle live) =>
        FileLocks.TryLock(live, 0) && FileStatus.IsSameFile(live, LivePath(path)) && MoveAwayAndDelete(path);

    /// <summary>Whether a directory is a run's, alive or left over.</summary>
    internal static bool IsRun(string path)
    {
        using var live = OpenLive(path);
        return live is not null;
    }

    internal static bool IsAlive(string path)
    {
        using var live = OpenLive(path);
        return live is not null && FileLocks.IsHeldByAnother(live, 0);
    }

    private static string LivePath(string path) => System.IO.Path.Combine(path, LiveFileName);

    private static RingException NotJoinable(string path) =>
        FileStatus.Of(LivePath(path)) is { } status && !Ownership.IsOwnOrRoots(status)
            ? new RingException(RingFault.Denied, path, $"the run belongs to user {status.UserId}. Join it as that user.")
            : new RingException(RingFault.NotFound, path, "there is no such run. List the running ones with 'feedsim list'.");

    /// <summary>Null if the directory is not a run's, or another user's: whatever else is there is never joined, listed or removed.</summary>
    internal static SafeFileHandle? OpenLive(string path)
    {
        try
        {
            var live = FileSystem.OpenExisting(LivePath(path), FileAccess.ReadWrite);
            Span<byte> head = stackalloc byte[Marker.Length];
            if (RandomAccess.Read(live, head, 0) == Marker.Length && head.SequenceEqual(Marker))
                return live;
            live.Dispose();
            return null;
        }
        catch (RingException e) when (e.Fault is RingFault.NotFound or RingFault.NotARing or RingFault.Denied)
        {
            return null;
        }
    }

    // The system's words without the path, which is that of a directory that nobody asked for.
    private static string Reason(Exception e) => (e.InnerException ?? e).Message.Split(" : '")[0].TrimEnd('.');

    private static bool MoveAwayAndDelete(string path)
    {
        var dead = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.dead-{Guid.NewGuid():N}");
        if (NativeMethods.Rename(NativeMethods.AtFdCwd, path, NativeMethods.AtFdCwd, dead, NativeMethods.RenameNoReplace) != 0)
            return false;
        Delete(dead);
        return true;
    }

    /// <summary>The live file goes last: by it the remains of a remover that died are recognised.</summary>
    private static void Delete(string directory)
    {
        try
        {
            foreach (var child in Directory.GetDirectories(directory))
                Directory.Delete(child, recursive: true);
            foreach (var file in Directory.GetFiles(directory))
            {
                if (System.IO.Path.GetFileName(file) != LiveFileName)
                    System.IO.File.Delete(file);
            }

            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A participant that still runs created something meanwhile; the next run cleans up.
        }
    }
}
