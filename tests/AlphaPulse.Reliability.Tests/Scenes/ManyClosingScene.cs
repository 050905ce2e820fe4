using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>The last of many writers has closed the ring and stands there. Another one wants to join: it gets in when the last one is gone.</summary>
internal sealed class ManyClosingScene : ManyWritersScene
{
    internal override Role Victim => Role.Writer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.JoiningWriter, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override bool DoesVictimReturn => false;

    internal override void Reach(Constellation c, int code)
    {
        c[Role.SecondWriter].Finish(1);
        Curtain.End(Role.SecondWriter, c[Role.SecondWriter]);
        c[Role.Writer].StopWhileFinishing(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        c.Enter(Role.JoiningWriter, "join-many {ring} 7");
        Patience.Until(() => new[] { Role.Reader, Role.ReaderBehind, Role.Observer }.All(role => c[role].Position == c.Cursor), () => $"all that is published is read; {c.Positions()}");
        c.HoldWhile(() => c.Watch.IsWriterAlive && c[Role.JoiningWriter].Role == PeerState.Entering, () => "nobody joins a ring that is being closed");
        Patience.Require(c[Role.JoiningWriter].Board.Refusals > 0, "the joining writer is refused");
    }
}
