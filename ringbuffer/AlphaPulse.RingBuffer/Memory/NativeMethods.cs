using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>The Linux calls that .NET has no equivalent for. Each returns an errno where it fails.</summary>
internal static partial class NativeMethods
{
    internal const int ProtRead = 1;
    internal const int ProtWrite = 2;
    internal const int MapShared = 1;
    internal const int MadvPopulateWrite = 23;
    internal const int FSetLockOfd = 37;
    internal const int FGetLockOfd = 36;
    internal const short ReadLock = 0;
    internal const short WriteLock = 1;
    internal const short Unlock = 2;
    internal const int Enoent = 2;
    internal const int Eacces = 13;
    internal const int Eagain = 11;
    internal const int Eexist = 17;
    internal const int Einval = 22;
    internal const int Enospc = 28;
    internal const int Enotempty = 39;
    internal const int AtFdCwd = -100;
    internal const uint RenameNoReplace = 1;
    internal const int PrSetTimerSlack = 29;
    internal const int TmpfsMagic = 0x01021994;

    /// <summary>struct flock of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct FileLock
    {
        internal short Type;
        internal short Whence;
        internal long Start;
        internal long Length;
        internal int Pid;
    }

    /// <summary>The head of struct statfs of 64-bit Linux; the rest is reserved so that the kernel has room to write.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct FileSystemStatus
    {
        internal long Type;
        internal long BlockSize;
        internal long Blocks;
        internal long BlocksFree;
        internal long BlocksAvailable;
    }

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint Map(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    internal static partial int Advise(nint address, nuint length, int advice);

    // Returns the error instead of setting errno.
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    internal static partial int Preallocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int LockControl(SafeFileHandle file, int command, ref FileLock argument);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(int oldDirectory, string oldPath, int newDirectory, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetFileSystemStatus(string path, out FileSystemStatus status);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    // Returns the error instead of setting errno.
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    internal static partial int SleepUntil(int clock, int flags, in TimeSpec deadline, nint remaining);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUserId();
}
