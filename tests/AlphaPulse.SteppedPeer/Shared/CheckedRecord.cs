using System.Runtime.InteropServices;

namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>A record that checks itself and knows where its batch ends: neither a torn one nor half a batch goes unseen.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CheckedRecord
{
    internal long Sequence;
    internal long A;
    internal long B;
    internal long C;

    /// <summary>Sequence behind the last record that was published together with this one.</summary>
    internal long BatchEnd;
    internal long D;
    internal long E;
    internal long F;

    internal void Fill(long sequence, long batchEnd)
    {
        Sequence = sequence;
        A = sequence + 13;
        B = unchecked(sequence * 7);
        C = ~sequence;
        BatchEnd = batchEnd;
        D = batchEnd ^ 0x5555_5555_5555_5555;
        E = unchecked((sequence + batchEnd) * 11);
        F = sequence;
    }

    internal readonly bool IsIntact(long sequence)
    {
        var expected = default(CheckedRecord);
        expected.Fill(sequence, BatchEnd);
        return Sequence == sequence && A == expected.A && B == expected.B && C == expected.C && D == expected.D && E == expected.E
            && F == expected.F && BatchEnd > sequence;
    }
}
