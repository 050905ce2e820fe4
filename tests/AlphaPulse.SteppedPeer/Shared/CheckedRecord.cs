using System.Runtime.InteropServices;

namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>A record that checks itself and knows where its batch ends and whose it is: neither a torn one nor half a batch goes unseen.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CheckedRecord
{
    /// <summary>Of a record that a keyframe begins with.</summary>
    internal const long KeyframeOrigin = -1;

    internal long Sequence;
    internal long A;
    internal long B;
    internal long C;

    /// <summary>Sequence behind the last record that was published together with this one.</summary>
    internal long BatchEnd;
    internal long D;
    internal long E;

    /// <summary>Which of many writers, and its how many-eth record, see <see cref="WriterNumbers"/>; 0 or <see cref="KeyframeOrigin"/> of a single writer.</summary>
    internal long Origin;

    internal void Fill(long sequence, long batchEnd, long origin = 0)
    {
        Sequence = sequence;
        A = sequence + 13;
        B = unchecked(sequence * 7);
        C = ~sequence;
        BatchEnd = batchEnd;
        D = batchEnd ^ 0x5555_5555_5555_5555;
        E = unchecked((sequence + batchEnd + origin) * 11);
        Origin = origin;
    }

    internal readonly bool IsIntact(long sequence)
    {
        var expected = default(CheckedRecord);
        expected.Fill(sequence, BatchEnd, Origin);
        return Sequence == sequence && A == expected.A && B == expected.B && C == expected.C && D == expected.D && E == expected.E && BatchEnd > sequence;
    }
}
