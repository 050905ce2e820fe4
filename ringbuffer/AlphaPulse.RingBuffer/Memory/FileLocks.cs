using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// Kernel locks on byte ranges of a file (Linux open-file-description locks): how a participant shows that it lives.
/// The kernel drops them when the last handle of the holder's open file goes, however the process ends; a process that
/// is only paused keeps them. They conflict between any two opens of a file, also within a process, and work across
/// pid namespaces. The locked bytes need not exist.
/// </summary>
internal static class FileLocks
{
    /// <summary>As a length: whatever lies behind the start.</summary>
    internal const long ToTheEnd = 0;

    /// <summary>Takes a range, without waiting. False: somebody else holds a conflicting lock.</summary>
    internal static bool TryLock(SafeFileHandle file, long start, long length = 1, bool shared = false)
    {
        var request = new NativeMethods.FileLock { Type = shared ? NativeMethods.ReadLock : NativeMethods.WriteLock, Start = start, Length = length };
        if (NativeMethods.LockControl(file, NativeMethods.FSetLockOfd, ref request) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        if (error is NativeMethods.Eagain or NativeMethods.Eacces)
            return false;
        throw Unsupported("F_OFD_SETLK", error);
    }

    /// <summary>Gives a range back.</summary>
    internal static void Unlock(SafeFileHandle file, long start, long length = 1)
    {
        var request = new NativeMethods.FileLock { Type = NativeMethods.Unlock, Start = start, Length = length };
        _ = NativeMethods.LockControl(file, NativeMethods.FSetLockOfd, ref request);
    }

    /// <summary>True if another open of the file holds any part of the range. Takes nothing.</summary>
    internal static bool IsHeldByAnother(SafeFileHandle file, long start, long length = 1)
    {
        var request = new NativeMethods.FileLock { Type = NativeMethods.WriteLock, Start = start, Length = length };
        if (NativeMethods.LockControl(file, NativeMethods.FGetLockOfd, ref request) == 0)
            return request.Type != NativeMethods.Unlock;

        // "Dead" must never be a guess.
        throw Unsupported("F_OFD_GETLK", Marshal.GetLastPInvokeError());
    }

    private static RingException Unsupported(string command, int error) =>
        new(RingFault.Unsupported, $"fcntl({command})", $"{Marshal.GetPInvokeErrorMessage(error)}. Rings need a local file system with open-file-description locks (Linux 3.15 or later).");
}
