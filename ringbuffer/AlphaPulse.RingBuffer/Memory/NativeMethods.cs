using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>The Linux calls that .NET has no equivalent for. Each returns an errno where it fails.</summary>
internal static partial class NativeMethods
{
    internal const int ProtRead = 1;
    internal const int ProtWrite = 2;
    internal const int MapShared = 1;
    internal const int MadvHugePage = 14;
    internal const int MadvPopulateWrite = 23;
    internal const int FSetLockOfd = 37;
    internal const int FGetLockOfd = 36;
    internal const short ReadLock = 0;
    internal const short WriteLock = 1;
    internal const short Unlock = 2;
    internal const int Eperm = 1;
    internal const int Enoent = 2;
    internal const int Eintr = 4;
    internal const int Enxio = 6;
    internal const int Eagain = 11;
    internal const int Eacces = 13;
    internal const int Eexist = 17;
    internal const int Enotdir = 20;
    internal const int Eisdir = 21;
    internal const int Einval = 22;
    internal const int Erange = 34;
    internal const int Enospc = 28;
    internal const int Enotempty = 39;
    internal const int Etimedout = 110;
    internal const int Eloop = 40;
    internal const int OpenReadOnly = 0;
    internal const int OpenReadWrite = 2;
    internal const int OpenCreateNew = 0xC0;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x80000;
    internal const int OpenPath = 0x200000;
    internal const int AtFdCwd = -100;
    internal const int AtSymlinkNoFollow = 0x100;
    internal const uint SameOwner = uint.MaxValue;
    internal const int AtEmptyPath = 0x1000;
    internal const uint StatusBasic = 0x7FF;
    internal const uint RenameNoReplace = 1;
    internal const int PrSetTimerSlack = 29;
    internal const int TmpfsMagic = 0x01021994;

    /// <summary>Without FUTEX_PRIVATE_FLAG: the sleeper may be in another process. The deadline of the bit-set form is absolute, in CLOCK_MONOTONIC.</summary>
    internal const int FutexWake = 1;
    internal const int FutexWaitBitset = 9;
    internal const uint FutexAnyBit = uint.MaxValue;
    internal const uint FutexSize32 = 2;
    internal const int FutexWaitMost = 128;
    internal const int ClockMonotonic = 1;
    internal const int MembarrierQuery = 0;
    internal const int MembarrierGlobalExpedited = 2;
    internal const int MembarrierRegisterGlobalExpedited = 4;

    // Calls that libc has no name for. The last one's number is the same on all architectures.
    internal static readonly nint FutexCall = IsArm64 ? 98 : 202;
    internal static readonly nint MembarrierCall = IsArm64 ? 283 : 324;
    internal const nint FutexWaitvCall = 449;

    /// <summary>O_NOFOLLOW, which is not the same number on all architectures.</summary>
    internal static readonly int OpenNoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>O_DIRECTORY, likewise.</summary>
    internal static readonly int OpenDirectoryOnly = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

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

    /// <summary>The fields of struct statx that are used; the layout is the same on all architectures.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct StatusX
    {
        [FieldOffset(20)] internal uint UserId;
        [FieldOffset(28)] internal ushort Mode;
        [FieldOffset(32)] internal ulong Inode;
        [FieldOffset(40)] internal ulong Size;
        [FieldOffset(48)] internal ulong Blocks;
        [FieldOffset(136)] internal uint DeviceMajor;
        [FieldOffset(140)] internal uint DeviceMinor;
    }

    /// <summary>struct group of 64-bit Linux; the pointers lead into the buffer given with it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Group
    {
        internal nint Name;
        internal nint Password;
        internal uint Id;
        internal nint Members;
    }

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    /// <summary>struct futex_waitv.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct FutexWaitv
    {
        internal ulong Value;
        internal ulong Address;
        internal uint Flags;
        internal uint Reserved;
    }

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int OpenAt(SafeFileHandle directory, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int UnlinkAt(SafeFileHandle directory, string name, int flags);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    internal static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    // Returns the error instead of setting errno; result is null if there is no such group.
    [LibraryImport("libc", EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int FindGroup(string name, out Group group, byte* buffer, nuint bufferBytes, out nint result);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetStatus(SafeFileHandle file, string path, int flags, uint mask, out StatusX status);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetStatusOfPath(int directory, string path, int flags, uint mask, out StatusX status);

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

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    internal static partial int GetFileSystemStatusOf(SafeFileHandle file, out FileSystemStatus status);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    // Returns the error instead of setting errno.
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    internal static partial int SleepUntil(int clock, int flags, in TimeSpec deadline, nint remaining);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    internal static unsafe partial nint CallFutexWake(nint call, uint* word, nint operation, nint most);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static unsafe partial nint CallFutex(nint call, uint* word, nint operation, nuint value, TimeSpec* deadline, uint* unused, nuint bits);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static unsafe partial nint CallFutexWaitv(nint call, FutexWaitv* words, nuint count, nuint flags, TimeSpec* deadline, nint clock);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint CallMembarrier(nint call, nint command, nint flags, nint core);
}
