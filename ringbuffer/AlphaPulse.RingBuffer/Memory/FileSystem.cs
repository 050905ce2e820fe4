using System.Runtime.InteropServices;

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
        return checked(status.BlocksAvailable * status.BlockSize);
    }

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

    internal static void RequireRegularFile(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            throw new RingException(RingFault.NotARing, path, "is a symbolic link, which is not followed.");
        if (Directory.Exists(path))
            throw new RingException(RingFault.NotARing, path, "is a directory, expected a file.");
        if (!info.Exists)
            throw new RingException(RingFault.NotFound, path, "there is no such file.");

        // Opening a FIFO for reading would wait for a writer.
        if ((info.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0 || !IsRegular(info))
            throw new RingException(RingFault.NotARing, path, "is not a regular file.");
    }

    // .NET reports a FIFO or socket as a plain file of length 0; a ring or telemetry file is never empty.
    private static bool IsRegular(FileInfo info) => info.Length > 0;

    private static NativeMethods.FileSystemStatus Status(string path)
    {
        if (NativeMethods.GetFileSystemStatus(path, out var status) != 0)
            throw new RingException(RingFault.NotFound, path, $"cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}.");
        return status;
    }
}
