using System.Runtime.InteropServices;

namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>What one peer and its controller tell each other without a system call, so that a stopped or killed peer can be looked at.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct BoardSlot
{
    internal const int SizeBytes = 256;

    // Written by the controller.

    /// <summary>Code of the step to stop at, see <see cref="StepCode"/>; 0 = none. The peer clears it when it stops.</summary>
    [FieldOffset(0)] internal int Armed;

    /// <summary>At which reach of the step.</summary>
    [FieldOffset(4)] internal int ArmedCount;

    /// <summary>0 goes on; 1 ends when nothing more can come; 2 ends at once.</summary>
    [FieldOffset(8)] internal int Finish;

    /// <summary>Raised by the controller; the first progress after it is stamped.</summary>
    [FieldOffset(16)] internal long Mark;

    // Written by the peer.
    [FieldOffset(64)] internal int StoppedAt;

    /// <summary>Of the role: see <see cref="PeerState"/>.</summary>
    [FieldOffset(68)] internal int State;

    /// <summary>The mark that the last stamped progress answers, and when that was (CLOCK_MONOTONIC).</summary>
    [FieldOffset(72)] internal long AnsweredMark;
    [FieldOffset(80)] internal long AnsweredNs;
    [FieldOffset(88)] internal long Progress;
    [FieldOffset(96)] internal long Position;

    /// <summary>The entry of a gated reader, or of one of many writers; or -1.</summary>
    [FieldOffset(104)] internal int Index;

    /// <summary>The slowest reader of a writer whose last claim found the ring full, or -1.</summary>
    [FieldOffset(108)] internal int Slowest;
    [FieldOffset(112)] internal long FullCount;

    /// <summary>How often a living process was found in the place that the peer wants.</summary>
    [FieldOffset(120)] internal long Refusals;

    /// <summary>Broken promises that the peer saw.</summary>
    [FieldOffset(128)] internal long Faults;

    /// <summary>Attachments or joins so far.</summary>
    [FieldOffset(136)] internal long Entries;

    [FieldOffset(144)] internal long Lost;

    /// <summary>The living writer that one of many found holding up a full ring, or -1.</summary>
    [FieldOffset(152)] internal int Stalled;

    /// <summary>Where a gated reader began.</summary>
    [FieldOffset(160)] internal long Start;

    /// <summary>Says that there was progress, at once after it was made.</summary>
    internal void Answer(long nowNs)
    {
        var mark = Volatile.Read(ref Mark);
        if (mark == AnsweredMark)
            return;
        AnsweredNs = nowNs;
        Volatile.Write(ref AnsweredMark, mark);
    }
}
