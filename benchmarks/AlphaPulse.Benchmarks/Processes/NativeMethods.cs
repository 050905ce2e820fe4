using System.Runtime.InteropServices;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>What .NET does not offer: affinity of one thread, polled pipes.</summary>
internal static partial class NativeMethods
{
    internal const int SetStatusFlags = 4;
    internal const int SetPipeSize = 1031;
    internal const int NonBlocking = 0x800;
    internal const int TryAgain = 11;

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    internal static partial int SetAffinity(int threadId, nuint bytes, ReadOnlySpan<ulong> mask);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    internal static partial int GetAffinity(int threadId, nuint bytes, Span<ulong> mask);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int FileControl(SafeHandle file, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeHandle file, Span<byte> buffer, nuint bytes);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeHandle file, ReadOnlySpan<byte> buffer, nuint bytes);
}
