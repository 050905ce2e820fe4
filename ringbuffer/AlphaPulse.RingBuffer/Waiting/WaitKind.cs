namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// The wait strategies by name, for configuration. In the order of what they burn for a short delay: of two, the larger one is more eager.
/// </summary>
public enum WaitKind
{
    /// <summary>Chosen from the number of cores, see <see cref="WaitKinds.ForCores"/>; "auto".</summary>
    Auto = 0,

    /// <summary><see cref="BlockWait"/>; "block".</summary>
    Block = 1,

    /// <summary><see cref="BackOffBlockWait"/>; "back-off-block".</summary>
    BackOffBlock = 2,

    /// <summary><see cref="BackOffWait"/>; "back-off".</summary>
    BackOff = 3,

    /// <summary><see cref="SpinBlockWait"/>; "spin-block".</summary>
    SpinBlock = 4,

    /// <summary><see cref="YieldWait"/>; "yield".</summary>
    Yield = 5,

    /// <summary><see cref="BusySpinWait"/>; "busy-spin".</summary>
    BusySpin = 6,
}
