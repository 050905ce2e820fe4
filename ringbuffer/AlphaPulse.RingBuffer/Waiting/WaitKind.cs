namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>The wait strategies by name, for configuration.</summary>
public enum WaitKind
{
    /// <summary><see cref="BackOffWait"/>; "back-off".</summary>
    BackOff = 0,

    /// <summary><see cref="YieldWait"/>; "yield".</summary>
    Yield = 1,

    /// <summary><see cref="BusySpinWait"/>; "busy-spin".</summary>
    BusySpin = 2,
}
