namespace AlphaPulse.Telemetry.Outliers;

/// <summary>What took longer than it may.</summary>
public enum OutlierKind : byte
{
    /// <summary>A write: from just before the claim to just after the publish.</summary>
    Write = 1,

    /// <summary>A writer's wake-up: from the time that it slept for to the time that it ran again.</summary>
    WakeUp = 2,
}
