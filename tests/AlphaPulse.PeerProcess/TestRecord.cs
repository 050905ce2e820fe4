using System.Runtime.InteropServices;

namespace AlphaPulse.PeerProcess;

/// <summary>A record that checks itself (a = sequence + 13, b = sequence × 7, and more): a torn or stale copy does not satisfy <see cref="IsIntact"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TestRecord
{
    public long Sequence;
    public long A;
    public long B;
    public long C;
    public long D;
    public long E;
    public long F;
    public long G;

    public void Fill(long sequence)
    {
        Sequence = sequence;
        A = sequence + 13;
        B = unchecked(sequence * 7);
        C = ~sequence;
        D = sequence ^ 0x5555_5555_5555_5555;
        E = unchecked(sequence * 11);
        F = sequence - 17;
        G = sequence;
    }

    public readonly bool IsIntact(long sequence)
    {
        var expected = default(TestRecord);
        expected.Fill(sequence);
        return Sequence == sequence && A == expected.A && B == expected.B && C == expected.C && D == expected.D
            && E == expected.E && F == expected.F && G == expected.G;
    }
}
