using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>What the kernel says about an open file or a path. Two with one <see cref="Identity"/> are one file, whatever the paths.</summary>
internal readonly record struct FileStatus
{
    private const uint TypeMask = 0xF000;
    private const uint RegularType = 0x8000;
    private const uint DirectoryType = 0x4000;
    private const uint SymbolicLinkType = 0xA000;
    private const uint WritableByOthers = 0x12; // S_IWGRP | S_IWOTH

    // statx counts blocks of this size on every file system.
    private const long BlockBytes = 512;

    private readonly uint _mode;

    private FileStatus(in NativeMethods.StatusX status)
    {
        _mode = status.Mode;
        Identity = (status.DeviceMajor, status.DeviceMinor, status.Inode);
        UserId = status.UserId;
        Length = (long)status.Size;
        AllocatedBytes = (long)status.Blocks * BlockBytes;
    }

    internal (uint DeviceMajor, uint DeviceMinor, ulong Inode) Identity { get; }

    internal uint UserId { get; }

    internal long Length { get; }

    /// <summary>Bytes that the file system has set aside: fewer than the length where the file has holes.</summary>
    internal long AllocatedBytes { get; }

    internal bool IsRegular => (_mode & TypeMask) == RegularType;

    internal bool IsDirectory => (_mode & TypeMask) == DirectoryType;

    internal bool IsSymbolicLink => (_mode & TypeMask) == SymbolicLinkType;

    internal bool IsWritableByOthers => (_mode & WritableByOthers) != 0;

    internal static FileStatus Of(SafeFileHandle file, string path) =>
        NativeMethods.GetStatus(file, "", NativeMethods.AtEmptyPath, NativeMethods.StatusBasic, out var status) == 0
            ? new FileStatus(in status)
            : throw new RingException(RingFault.Unsupported, path, $"cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}.");

    /// <summary>Null if there is nothing at the path, or it cannot be looked at. A symbolic link is not followed.</summary>
    internal static FileStatus? Of(string path) =>
        NativeMethods.GetStatusOfPath(NativeMethods.AtFdCwd, path, NativeMethods.AtSymlinkNoFollow, NativeMethods.StatusBasic, out var status) == 0
            ? new FileStatus(in status)
            : null;

    /// <summary>The same, of what symbolic links lead to.</summary>
    internal static FileStatus? OfTarget(string path) =>
        NativeMethods.GetStatusOfPath(NativeMethods.AtFdCwd, path, 0, NativeMethods.StatusBasic, out var status) == 0
            ? new FileStatus(in status)
            : null;

    /// <summary>True if the path still leads to the file that is open: it was not removed or replaced since.</summary>
    internal static bool IsSameFile(SafeFileHandle file, string path) => Of(path)?.Identity == Of(file, path).Identity;
}
