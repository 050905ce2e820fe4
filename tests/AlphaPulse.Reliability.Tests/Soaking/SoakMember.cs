using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Soaking;

/// <summary>A process of the soak and the part it has.</summary>
internal sealed record SoakMember(SoakPart Part, string Name, Actor Actor)
{
    /// <summary>Has its place, runs, and so must make progress when records flow.</summary>
    internal bool IsActive => !Actor.IsDead && !Actor.IsPaused && Actor.Role == PeerState.In && Actor.Board.Finish == 0;
}
