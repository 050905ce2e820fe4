using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// One run's directory, as a participant of it: everything that the processes of a run share lies below it. Each
/// participant holds a shared kernel lock on the file <c>live</c>; a run is alive as long as anybody does.
/// </summary>
/// <remarks>Thread-safe but for <see cref="Dispose"/>.</remarks>
public sealed class RunDirectory : IDisposable
{
    internal const string LiveFileName = "live";
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly SafeFileHandle _live;

    private RunDirectory(string path, SafeFileHandle live)
    {
        Path = path;
        _live = live;
    }

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
        .. Directory.EnumerateDirectories(RingsPath).Select(p => System.IO.Path.GetFileName(p)).Where(n => n[0] != '.').Order(StringComparer.Ordinal),
    ];

    /// <summary>Leaves the run. The directory stays; who created it removes it with <see cref="Remove"/>.</summary>
    public void Dispose() => _live.Dispose();

    /// <summary>Leaves the run and removes its directory, also if other participants are still in it: their mappings stay valid.</summary>
    public void Remove()
    {
        var dead = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $".dead-{Guid.NewGuid():N}");
        if (NativeMethods.Rename(NativeMethods.AtFdCwd, Path, NativeMethods.AtFdCwd, dead, NativeMethods.RenameNoReplace) == 0)
            Directory.Delete(dead, recursive: true);
        Dispose();
    }

    internal static RunDirectory Create(string baseDirectory, string name)
    {
        var temporary = System.IO.Path.Combine(baseDirectory, $".{name}.tmp-{Guid.NewGuid():N}");
        var path = System.IO.Path.Combine(baseDirectory, name);
        SafeFileHandle? live = null;
        try
        {
            Directory.CreateDirectory(temporary, PrivateDirectory);
            Directory.CreateDirectory(System.IO.Path.Combine(temporary, "rings"), PrivateDirectory);
            Directory.CreateDirectory(System.IO.Path.Combine(temporary, "telemetry"), PrivateDirectory);
            live = System.IO.File.OpenHandle(System.IO.Path.Combine(temporary, LiveFileName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (!FileLocks.TryLock(live, 0, shared: true))
                throw new RingException(RingFault.Unsupported, path, "a lock on a file that nobody else can know was refused; kernel locks do not work on this file system.");
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
            live?.Dispose();
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            if (e is IOException and not RingException or UnauthorizedAccessException)
                throw new RingException(RingFault.Denied, baseDirectory, $"cannot create a run in it: {e.Message}", e);
            throw;
        }
    }

    internal static RunDirectory Join(string path)
    {
        var livePath = System.IO.Path.Combine(path, LiveFileName);
        if (!System.IO.File.Exists(livePath))
            throw new RingException(RingFault.NotFound, path, "there is no such run. List the running ones with 'feedsim list'.");
        SafeFileHandle live;
        try
        {
            live = System.IO.File.OpenHandle(livePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RingException(RingFault.Denied, path, $"the run cannot be joined: {e.Message}", e);
        }

        // Dead: nobody held the lock before. Being removed: somebody holds it alone, or the path is gone since.
        var wasAlive = FileLocks.IsHeldByAnother(live, 0);
        if (wasAlive && FileLocks.TryLock(live, 0, shared: true) && System.IO.File.Exists(livePath))
            return new RunDirectory(path, live);
        live.Dispose();
        throw new RingException(RingFault.NotFound, path, "the run has ended; what is left of it is cleaned up by the next run.");
    }

    /// <summary>Removes a run that nobody is in; false if somebody is.</summary>
    internal static bool RemoveIfDead(string path)
    {
        var livePath = System.IO.Path.Combine(path, LiveFileName);
        if (!System.IO.File.Exists(livePath))
            return false;
        using var live = System.IO.File.OpenHandle(livePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!FileLocks.TryLock(live, 0))
            return false;
        new RunDirectory(path, live).Remove();
        return true;
    }

    internal static bool IsAlive(string path)
    {
        var livePath = System.IO.Path.Combine(path, LiveFileName);
        if (!System.IO.File.Exists(livePath))
            return false;
        using var live = System.IO.File.OpenHandle(livePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return FileLocks.IsHeldByAnother(live, 0);
    }
}
