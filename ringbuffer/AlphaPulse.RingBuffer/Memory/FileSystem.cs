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
    internal static SafeFileHandle OpenExisting(string path, FileAccess access)
    {
        var mode = access == FileAccess.Read ? NativeMethods.OpenReadOnly : NativeMethods.OpenReadWrite;
        var handle = Open(path, mode | NativeMethods.OpenNonBlocking, 0);
        var status = FileStatus.Of(handle, path);
        if (status.IsRegular)
            return handle;
        handle.Dispose();
        throw new RingException(RingFault.NotARing, path, status.IsDirectory ? "is a directory, expected a file." : "is not a regular file.");
    }

    /// <summary>Creates a file that must not exist, with exactly these permission bits, whatever the umask is.</summary>
    internal static SafeFileHandle CreateNew(string path, UnixFileMode permissions)
    {
        var handle = Open(path, NativeMethods.OpenReadWrite | NativeMethods.OpenCreateNew, (uint)permissions);
        File.SetUnixFileMode(handle, permissions);
        return handle;
    }

    /// <summary>Creates a directory that must not exist, with exactly these permission bits, whatever the umask is.</summary>
    internal static void CreateDirectory(string path, UnixFileMode permissions)
    {
        try
        {
            Directory.CreateDirectory(path, permissions);
            File.SetUnixFileMode(path, permissions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw e.HResult == NativeMethods.Enospc
                ? NoSpace(path, Environment.SystemPageSize)
                : new RingException(RingFault.Denied, path, $"the directory cannot be created: {e.Message}", e);
        }
    }

    private static SafeFileHandle Open(string path, int flags, uint permissions)
    {
        int descriptor;
        int error;
        do
        {
            descriptor = NativeMethods.Open(path, flags | NativeMethods.OpenCloseOnExec | NativeMethods.OpenNoFollow, permissions);
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
