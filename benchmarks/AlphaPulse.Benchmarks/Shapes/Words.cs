using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>The payload of a record of any size: each of its eight-byte words is the sequence.</summary>
internal static class Words
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill<T>(ref T record, long sequence)
        where T : unmanaged
    {
        // The sizes are 16 or multiples of 32: a few wide stores, so that the ring is measured and not the filling.
        ref var words = ref Unsafe.As<T, long>(ref record);
        if (Unsafe.SizeOf<T>() == Vector128<byte>.Count)
        {
            Vector128.Create(sequence).StoreUnsafe(ref words);
            return;
        }

        var wide = Vector256.Create(sequence);
        for (nuint i = 0; i < (nuint)Unsafe.SizeOf<T>() / sizeof(long); i += (nuint)Vector256<long>.Count)
            wide.StoreUnsafe(ref words, i);
    }

    /// <summary>The first and the last word: a record that is torn, lost or doubled differs in one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsIntact<T>(in T record, long sequence)
        where T : unmanaged
    {
        var words = MemoryMarshal.Cast<T, long>(MemoryMarshal.CreateReadOnlySpan(in record, 1));
        return ((words[0] ^ sequence) | (words[^1] ^ sequence)) == 0;
    }
}
