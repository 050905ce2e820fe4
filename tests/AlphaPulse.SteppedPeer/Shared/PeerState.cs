namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>Where a peer is in its role.</summary>
internal enum PeerState
{
    /// <summary>Has no role.</summary>
    Idle,

    /// <summary>Wants the place: attaches, joins, waits for the writer's death.</summary>
    Entering,

    /// <summary>Has the place.</summary>
    In,

    /// <summary>Gave the place up.</summary>
    Left,
}
