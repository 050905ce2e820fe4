using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AlphaPulse.Telemetry.Clocks;

/// <summary>
/// The processor's time-stamp counter. .NET has no intrinsic for <c>rdtsc</c>, so that one page of machine code is made at first
/// use and called through unmanaged function pointers; the page lives as long as the process.
/// </summary>
internal static unsafe partial class TimeStampCounter
{
    private const string KernelClockSources = "/sys/devices/system/clocksource/clocksource0/available_clocksource";
    private const int FencedOffset = 64;
    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int ProtExecute = 4;
    private const int MapPrivateAnonymous = 0x22;

    // static readonly: the compiled caller holds the addresses as constants.
    private static readonly nint s_code = MakeCode();

    /// <summary>False if the counter must not be used as a clock here; then <see cref="Read"/> must not be called.</summary>
    internal static bool IsUsable => UnusableReason is null;

    /// <summary>Why the counter must not be used as a clock here, null if it may.</summary>
    internal static string? UnusableReason { get; } = FindReason();

    /// <summary>The counter, read wherever the processor finds it convenient among the neighbouring instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Read() => ((delegate* unmanaged[SuppressGCTransition]<long>)s_code)();

    /// <summary>The counter, read after every earlier load has its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long ReadFenced() => ((delegate* unmanaged[SuppressGCTransition]<long>)(s_code + FencedOffset))();

    private static ReadOnlySpan<byte> ReadCode =>
    [
        0x0f, 0x31,             // rdtsc            edx:eax
        0x48, 0xc1, 0xe2, 0x20, // shl rdx, 32
        0x48, 0x09, 0xd0,       // or rax, rdx
        0xc3,                   // ret
    ];

    private static ReadOnlySpan<byte> FenceCode =>
    [
        0x0f, 0xae, 0xe8, // lfence
    ];

    private static string? FindReason()
    {
        if (!X86Base.X64.IsSupported)
            return "the processor is not x64";

        // CPUID 8000_0007h, EDX bit 8: the counter runs at one rate in all power and sleep states (Intel SDM 18.17.1).
        if ((uint)X86Base.CpuId(unchecked((int)0x8000_0000), 0).Eax < 0x8000_0007 || (X86Base.CpuId(unchecked((int)0x8000_0007), 0).Edx & 1 << 8) == 0)
            return "the processor does not say that its time-stamp counter is invariant";
        if (!KernelTrustsIt())
            return "the kernel does not offer the time-stamp counter as a clock source";
        return s_code == 0 ? "the system refuses executable pages" : null;
    }

    // The kernel compares the counters of all cores and withdraws the source when they disagree.
    private static bool KernelTrustsIt()
    {
        try
        {
            return File.ReadAllText(KernelClockSources).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Contains("tsc");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // Bounds: a page is larger than both routines; it is never writable and executable at once.
    private static nint MakeCode()
    {
        if (!X86Base.X64.IsSupported)
            return 0;
        var size = (nuint)Environment.SystemPageSize;
        var page = Map(0, size, ProtRead | ProtWrite, MapPrivateAnonymous, -1, 0);
        if (page == -1)
            return 0;
        var bytes = new Span<byte>((void*)page, (int)size);
        ReadCode.CopyTo(bytes);
        FenceCode.CopyTo(bytes[FencedOffset..]);
        ReadCode.CopyTo(bytes[(FencedOffset + FenceCode.Length)..]);
        if (Protect(page, size, ProtRead | ProtExecute) == 0)
            return page;
        _ = Unmap(page, size);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
