using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>What a directory's file system is and has, and the checks before something is put on it.</summary>
public static class FileSystem
{
    /// <summary>True if the path lies on tmpfs, which is memory: what a ring should lie on.</summary>
    /// <param name="path">An existing file or directory.</param>
    public static bool IsTmpfs(string path) => Status(path).Type == NativeMethods.TmpfsMagic;

    /// <summary>Bytes that a user without privileges can still allocate.</summary>
    /// <param name="path">An existing file or directory.</param>
    public static long AvailableBytes(string path)
    {
        var status = Status(path);

        // A tmpfs without a limit reports no blocks at all.
        return status.Blocks == 0 ? long.MaxValue : checked(status.BlocksAvailable * status.BlockSize);
    }

    /// <summary>
    /// True if there is something at the path that is neither a regular file nor a directory: a device, a pipe, a socket. Its
    /// length says nothing, and it is not to be replaced.
    /// </summary>
    /// <param name="path">Any path; symbolic links are followed.</param>
    public static bool IsSpecialFile(string path) => FileStatus.OfTarget(path) is { IsRegular: false, IsDirectory: false };

    internal static void RequireSpace(string newFile, long bytes)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(newFile))!;
        if (Directory.Exists(directory) && AvailableBytes(directory) < bytes)
            throw NoSpace(newFile, bytes);
    }

    internal static RingException NoSpace(string path, long bytes)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new RingException(RingFault.NoSpace, path, $"needs {bytes:N0} bytes, its file system has {AvailableBytes(directory):N0} left. Free some, use a smaller ring, or choose another directory.");
    }

    /// <summary>Opens an existing regular file. Symbolic links are refused, and opening never waits (a FIFO would).</summary>
    /// <param name="path">Its path.</param>
    /// <param name="access">For reading, or for both.</param>
    /// <param name="owner">Whose file it may be.</param>
    /// <param name="directory">The open directory that the path's last part is looked up in, whatever the rest of the path leads to now; null to follow the path.</param>
    internal static SafeFileHandle OpenExisting(string path, FileAccess access, TrustedOwner owner = TrustedOwner.SelfOrRoot, SafeFileHandle? directory = null)
    {
        var mode = access == FileAccess.Read ? NativeMethods.OpenReadOnly : NativeMethods.OpenReadWrite;
        var handle = Open(path, mode | NativeMethods.OpenNonBlocking, 0, directory);
        try
        {
            var status = FileStatus.Of(handle, path);
            if (!status.IsRegular)
                throw new RingException(RingFault.NotARing, path, status.IsDirectory ? "is a directory, expected a file." : "is not a regular file.");
            Ownership.Require(status, path, owner);
            if (directory is not null)
                Ownership.RequireSame(FileStatus.Of(directory, path), status, path);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens a ring's directory, to look its files up in: what is opened below it belongs together, whatever happens to the path.</summary>
    /// <exception cref="RingException"><see cref="RingFault.NotFound"/>, <see cref="RingFault.NotARing"/> (something else is there, or a symbolic link, which is not followed), <see cref="RingFault.Denied"/> (also: another user's).</exception>
    internal static SafeFileHandle OpenDirectory(string path, TrustedOwner owner)
    {
        var descriptor = NativeMethods.Open(path, NativeMethods.OpenPath | NativeMethods.OpenDirectoryOnly | NativeMethods.OpenNoFollow | NativeMethods.OpenCloseOnExec, 0);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw error switch
            {
                NativeMethods.Enoent => new RingException(RingFault.NotFound, path, "there is no such ring. Start its writer first."),
                NativeMethods.Enotdir => FileStatus.Of(path) switch
                {
                    { IsSymbolicLink: true } => new RingException(RingFault.NotARing, path, "is a symbolic link, which is not followed. Give the path that it leads to."),
                    { IsDirectory: false } => new RingException(RingFault.NotARing, path, "is a file; a ring is a directory with the files 'data' and 'control'."),
                    _ => new RingException(RingFault.NotFound, path, "there is no such ring. Start its writer first."),
                },
                _ => new RingException(RingFault.Denied, path, $"cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}. Run as its owner, or choose another directory."),
            };
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            Ownership.Require(FileStatus.Of(handle, path), path, owner);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens an own directory so that its mode and group can be changed whatever its path leads to.</summary>
    internal static SafeFileHandle OpenDirectoryToRead(string path) => Open(path, NativeMethods.OpenReadOnly | NativeMethods.OpenDirectoryOnly, 0);

    /// <summary>Deletes a file in an open directory. Nothing if it is not there.</summary>
    internal static void Delete(SafeFileHandle directory, string name) => _ = NativeMethods.UnlinkAt(directory, name, 0);

    internal static bool IsTmpfs(SafeFileHandle file) => NativeMethods.GetFileSystemStatusOf(file, out var status) == 0 && status.Type == NativeMethods.TmpfsMagic;

    /// <summary>Creates a file that must not exist, with exactly these permission bits, whatever the umask is, and perhaps for a group.</summary>
    internal static SafeFileHandle CreateNew(string path, UnixFileMode permissions, uint? group = null)
    {
        // Private until its group is the right one.
        var handle = Open(path, NativeMethods.OpenReadWrite | NativeMethods.OpenCreateNew, (uint)(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        try
        {
            if (group is { } id)
                Ownership.GiveToGroup(handle, path, id);
            File.SetUnixFileMode(handle, permissions);
            return handle;
        }
        catch
        {
            handle.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Creates a directory that must not exist, with exactly these permission bits, whatever the umask is.</summary>
    internal static void CreateDirectory(string path, UnixFileMode permissions)
    {
        try
        {
            while (true)
            {
                Directory.CreateDirectory(path, permissions);
                try
                {
                    File.SetUnixFileMode(path, permissions);
                    return;
                }
                catch (FileNotFoundException)
                {
                    // A cleaner took it for a left-over while this process was paused.
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw e.HResult == NativeMethods.Enospc
                ? NoSpace(path, Environment.SystemPageSize)
                : new RingException(RingFault.Denied, path, $"the directory cannot be created: {e.Message}", e);
        }
    }

    private static SafeFileHandle Open(string path, int flags, uint permissions, SafeFileHandle? directory = null)
    {
        flags |= NativeMethods.OpenCloseOnExec | NativeMethods.OpenNoFollow;
        int descriptor;
        int error;
        do
        {
            descriptor = directory is null ? NativeMethods.Open(path, flags, permissions) : NativeMethods.OpenAt(directory, Path.GetFileName(path), flags, permissions);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == NativeMethods.Eintr);

        return error switch
        {
            0 => new SafeFileHandle(descriptor, ownsHandle: true),
            NativeMethods.Enoent or NativeMethods.Enotdir => throw new RingException(RingFault.NotFound, path, "there is no such file or directory."),
            NativeMethods.Eloop => throw new RingException(RingFault.NotARing, path, "is a symbolic link, which is not followed."),
            NativeMethods.Eisdir => throw new RingException(RingFault.NotARing, path, "is a directory, expected a file."),
            NativeMethods.Enxio => throw new RingException(RingFault.NotARing, path, "is not a regular file."),
            NativeMethods.Eexist => throw new RingException(RingFault.InUse, path, "exists already."),
            NativeMethods.Enospc => throw NoSpace(path, Environment.SystemPageSize),
            _ => throw new RingException(RingFault.Denied, path, $"cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}. Run as its owner, or choose another directory."),
        };
    }

    private static NativeMethods.FileSystemStatus Status(string path)
    {
        if (NativeMethods.GetFileSystemStatus(path, out var status) != 0)
            throw new RingException(RingFault.NotFound, path, $"cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}.");
        return status;
    }
}
