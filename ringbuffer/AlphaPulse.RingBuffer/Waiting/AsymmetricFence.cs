using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// A full fence between two threads of which only the rare one pays. The frequent one does "store, load" with nothing in between;
/// the rare one does "store, <see cref="FenceAll"/>, load": then at least one of them sees the other's store, as if both had fenced.
/// </summary>
/// <remarks>
/// The kernel's membarrier(2), Linux 4.16 and later: it has each core that runs a thread of a registered process execute a fence.
/// Where it is missing, only the rare side is fenced, and both may miss each other's store; who relies on it has a bound for that.
/// </remarks>
internal static class AsymmetricFence
{
    private static readonly bool s_isThere = Register();

    /// <summary>True if the kernel fences all.</summary>
    internal static bool IsThere => s_isThere;

    /// <summary>Makes this process one of those that the others' <see cref="FenceAll"/> reaches. Once is enough, the first call may take milliseconds.</summary>
    internal static void Join() => _ = s_isThere;

    /// <summary>The rare side's fence: full, here and on every core that runs a process that has joined.</summary>
    internal static void FenceAll()
    {
        if (!s_isThere || NativeMethods.CallMembarrier(NativeMethods.MembarrierCall, NativeMethods.MembarrierGlobalExpedited, 0, 0) != 0)
            Interlocked.MemoryBarrier();
    }

    private static bool Register()
    {
        const int Needed = NativeMethods.MembarrierGlobalExpedited | NativeMethods.MembarrierRegisterGlobalExpedited;
        var known = NativeMethods.CallMembarrier(NativeMethods.MembarrierCall, NativeMethods.MembarrierQuery, 0, 0);
        return known >= 0 && (known & Needed) == Needed
            && NativeMethods.CallMembarrier(NativeMethods.MembarrierCall, NativeMethods.MembarrierRegisterGlobalExpedited, 0, 0) == 0;
    }
}
