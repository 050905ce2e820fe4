using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.Telemetry.Processes;

/// <summary>The Linux calls that say what the kernel did to a thread, and where it runs.</summary>
internal static partial class NativeMethods
{
    internal const int UsageOfProcess = 0;
    internal const int UsageOfThread = 1;

    /// <summary>The fields of struct rusage of 64-bit Linux that are used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    internal struct Usage
    {
        [FieldOffset(64)] internal long MinorFaults;
        [FieldOffset(72)] internal long MajorFaults;
        [FieldOffset(128)] internal long VoluntarySwitches;
        [FieldOffset(136)] internal long InvoluntarySwitches;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    internal static partial int GetUsage(int who, out Usage usage);

    [LibraryImport("libc", EntryPoint = "pread")]
    internal static partial nint ReadAt(SafeFileHandle file, ref byte buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "gettid")]
    internal static partial int ThreadId();

    // A few instructions (restartable sequences or vDSO), never a wait: it needs no transition.
    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    [SuppressGCTransition]
    internal static partial int CurrentCore();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    internal static partial int GetAffinity(int thread, nuint bytes, ref byte mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    internal static partial int SetAffinity(int thread, nuint bytes, in byte mask);
}
