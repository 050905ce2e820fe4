using System.Numerics;
using System.Runtime.InteropServices;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>The cores that this process may use, and pinning a thread to one of them.</summary>
internal static class Cores
{
    // Linux takes up to 8,192 cores in this mask.
    private const int MaskWords = 128;

    /// <summary>Numbers of the allowed cores, ascending.</summary>
    internal static IReadOnlyList<int> Allowed()
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        if (NativeMethods.GetAffinity(0, MaskWords * sizeof(ulong), mask) < 0)
            throw new IOException($"The allowed cores cannot be read: {Marshal.GetLastPInvokeErrorMessage()}.");
        var cores = new List<int>();
        for (var word = 0; word < MaskWords; word++)
        {
            for (var rest = mask[word]; rest != 0; rest &= rest - 1)
                cores.Add(word * 64 + BitOperations.TrailingZeroCount(rest));
        }

        return cores;
    }

    /// <summary>Keeps the calling thread on one core.</summary>
    internal static void Pin(int core)
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        mask[core / 64] = 1UL << (core % 64);
        if (NativeMethods.SetAffinity(0, MaskWords * sizeof(ulong), mask) < 0)
            throw new IOException($"A thread cannot be pinned to core {core}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }
}
