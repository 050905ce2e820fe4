using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>
/// One write or wake-up above the threshold, with what the kernel had counted for its thread in the time around it. 80 bytes, a
/// record of a ring of its own for each writing thread. Times are nanoseconds of the run's clock.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
public struct OutlierRecord
{
    /// <summary>When the update was due; for a wake-up, the time that was slept for.</summary>
    [FieldOffset(0)]
    public long IntendedNs;

    /// <summary>Just before the claim; for a wake-up as <see cref="IntendedNs"/>.</summary>
    [FieldOffset(8)]
    public long StartNs;

    /// <summary>Just after the publish; for a wake-up the first reading of the clock after it.</summary>
    [FieldOffset(16)]
    public long EndNs;

    /// <summary>Sequence of the update's first event in its ring; -1 for a wake-up.</summary>
    [FieldOffset(24)]
    public long Sequence;

    /// <summary>When the counters below were last read before this; what they say happened between then and <see cref="EndNs"/>.</summary>
    [FieldOffset(32)]
    public long CountersFromNs;

    /// <summary>Time in which the thread could have run and had no core.</summary>
    [FieldOffset(40)]
    public long RunQueueWaitNs;

    /// <summary>Pages mapped without a disk.</summary>
    [FieldOffset(48)]
    public int MinorFaults;

    /// <summary>Pages read from a disk.</summary>
    [FieldOffset(52)]
    public int MajorFaults;

    /// <summary>Times that the thread gave its core away, without the one sleep that it was meant to have.</summary>
    [FieldOffset(56)]
    public int VoluntarySwitches;

    /// <summary>Times that its core was taken from it.</summary>
    [FieldOffset(60)]
    public int InvoluntarySwitches;

    /// <summary>The kernel's number of the thread.</summary>
    [FieldOffset(64)]
    public int ThreadId;

    /// <summary>Index of the venue in the run; -1 for a wake-up.</summary>
    [FieldOffset(68)]
    public short Venue;

    /// <summary>Core before it, as last seen.</summary>
    [FieldOffset(70)]
    public short CoreBefore;

    /// <summary>Core after it.</summary>
    [FieldOffset(72)]
    public short CoreAfter;

    /// <summary>What it is.</summary>
    [FieldOffset(74)]
    public OutlierKind Kind;

    /// <summary>1 if the write found its ring full and waited for a reader.</summary>
    [FieldOffset(75)]
    public byte WaitedForSpace;

    [FieldOffset(76)]
    private readonly int _reserved;

    /// <summary>How long it took.</summary>
    public readonly long DurationNs => EndNs - StartNs;
}
