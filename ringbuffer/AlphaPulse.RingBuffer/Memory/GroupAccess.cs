namespace AlphaPulse.RingBuffer.Memory;

/// <summary>What the members of a ring's group may do with it, besides its owner. Each includes what stands above it.</summary>
public enum GroupAccess
{
    /// <summary>Nothing. The default.</summary>
    None = 0,

    /// <summary>Observe: <c>data</c> can be read, <c>control</c> cannot be opened; so they can neither change nor lock anything.</summary>
    Observe = 1,

    /// <summary>Join as gated readers, and look at the table: <c>control</c> can be written too. They can hold the writer back.</summary>
    Read = 2,

    /// <summary>Go on as the writer when it has ended: <c>data</c> can be written too.</summary>
    Write = 3,
}
