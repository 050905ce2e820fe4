namespace AlphaPulse.RingBuffer.Memory;

/// <summary>What a directory is to this program, and whether somebody uses it.</summary>
public enum DirectoryUse
{
    /// <summary>Neither a run nor a ring: never touched.</summary>
    Foreign,

    /// <summary>A run that somebody takes part in.</summary>
    LiveRun,

    /// <summary>A run that nobody takes part in, but a ring in it has a living writer or gated reader.</summary>
    UsedRun,

    /// <summary>What a run left.</summary>
    DeadRun,

    /// <summary>A ring with a living writer or gated reader.</summary>
    UsedRing,

    /// <summary>A ring without either: closed, or left by the dead. Observers may still map it, and lose nothing if it goes.</summary>
    UnusedRing,

    /// <summary>A run or ring that is being made or removed at this moment, or was less than a minute ago.</summary>
    InTransit,

    /// <summary>What somebody left that died while it made or removed a run or ring.</summary>
    Unfinished,
}
