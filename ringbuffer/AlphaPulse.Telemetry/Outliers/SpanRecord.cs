using System.Runtime.InteropServices;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>One happening that can explain outliers. 32 bytes, a record of a ring of its own for each thread that records them. Times are nanoseconds of the run's clock.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
public struct SpanRecord
{
    /// <summary>When it began; for a hiccup when the loop should have woken.</summary>
    [FieldOffset(0)]
    public long StartNs;

    /// <summary>When it ended.</summary>
    [FieldOffset(8)]
    public long EndNs;

    /// <summary>A hiccup: how much of it the loop could have run and had no core. Steal, throttling: how much there was within the span. Else 0.</summary>
    [FieldOffset(16)]
    public long AmountNs;

    /// <summary>Compilation: the kernel's number of the thread. Else 0.</summary>
    [FieldOffset(24)]
    public int ThreadId;

    /// <summary>Hiccup, steal: the core. Else -1.</summary>
    [FieldOffset(28)]
    public short Core;

    /// <summary>What happened.</summary>
    [FieldOffset(30)]
    public SpanKind Kind;

    [FieldOffset(31)]
    private readonly byte _reserved;
}
