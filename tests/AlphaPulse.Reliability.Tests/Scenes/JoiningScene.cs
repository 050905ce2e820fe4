using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A gated reader comes, and stands in the middle of attaching or joining. Another one comes meanwhile.</summary>
internal sealed class JoiningScene() : FlowScene(hasSuccessor: false)
{
    internal override Role Victim => Role.Joiner;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.Reader, Role.ReaderBehind, Role.Observer, Role.SecondJoiner];

    internal override IReadOnlyList<Role> Pausable { get; } = [Role.Writer, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code) => c.Enter(Role.Joiner, "read {ring} joiner", code).AwaitStopped(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        c.Enter(Role.SecondJoiner, "read {ring} second");
        c.AwaitIn(Role.SecondJoiner);
        if (code >= StepCode.Of(ProtocolStep.JoinActive) && code <= StepCode.Of(ProtocolStep.JoinStarted))
            HoldsWriter(c, c[Role.Joiner], hasStarted: code == StepCode.Of(ProtocolStep.JoinStarted));
        else
            c.AwaitProgress(Others);
    }
}
