using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>Somebody removes a ring whose users have left, and stands in the middle of it. A creator and a reader want the place; an observer is still on the old ring.</summary>
internal sealed class RemovingScene : Scene
{
    internal override Role Victim => Role.Remover;

    internal override IReadOnlyList<Role> Others { get; } = [Role.SecondCreator, Role.Reader, Role.Observer];

    internal override bool DoesVictimReturn => false;

    internal override void Begin(Constellation c)
    {
        c.Enter(Role.Writer, "create {ring} 7");
        c.AwaitIn(Role.Writer);
        c.Enter(Role.Observer, "observe {ring}");
        c.AwaitIn(Role.Observer);
        c.AwaitProgress([Role.Writer, Role.Observer]);
        c[Role.Writer].Finish(1);
        Curtain.End(Role.Writer, c[Role.Writer]);
    }

    internal override void Reach(Constellation c, int code) => c.Enter(Role.Remover, "remove {ring}", code).AwaitStopped(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        Curtain.MakeOld(c.Directory);
        c.Enter(Role.SecondCreator, "start {ring} 7");
        c.Enter(Role.Reader, "read {ring} reader");
        if (code >= StepCode.Of(ProtocolStep.RemoveRenamed))
            c.AwaitProgress(Others);
        else
            c.HoldWhile(() => Directory.Exists(c.Ring) && Others.Take(2).All(role => c[role].Role == PeerState.Entering), () => "nobody enters a ring that is being removed");
    }
}
