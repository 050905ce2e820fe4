using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>The payload of a record of any size: each of its eight-byte words is the sequence.</summary>
internal static class Words
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill<T>(ref T record, long sequence)
        where T : unmanaged =>
        MemoryMarshal.Cast<T, long>(MemoryMarshal.CreateSpan(ref record, 1)).Fill(sequence);

    /// <summary>The first and the last word: a record that is torn, lost or doubled differs in one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsIntact<T>(in T record, long sequence)
        where T : unmanaged
    {
        var words = MemoryMarshal.Cast<T, long>(MemoryMarshal.CreateReadOnlySpan(in record, 1));
        return ((words[0] ^ sequence) | (words[^1] ^ sequence)) == 0;
    }
}
