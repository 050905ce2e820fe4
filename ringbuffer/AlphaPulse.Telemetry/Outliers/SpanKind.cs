namespace AlphaPulse.Telemetry.Outliers;

/// <summary>What happened in a span of time that can explain an outlier.</summary>
public enum SpanKind : byte
{
    /// <summary>The runtime held all managed threads of the process: a garbage collection.</summary>
    GcSuspension = 1,

    /// <summary>A thread compiled a method.</summary>
    Jit = 2,

    /// <summary>A loop that only sleeps woke late on a core.</summary>
    Hiccup = 3,

    /// <summary>The hypervisor had a core for something else within the span.</summary>
    Steal = 4,

    /// <summary>The control group had used up its processor time within the span.</summary>
    Throttled = 5,
}
