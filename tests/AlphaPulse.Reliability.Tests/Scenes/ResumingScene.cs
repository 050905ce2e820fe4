using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>The writer has died, and its successor stands in the middle of taking over.</summary>
internal sealed class ResumingScene() : FlowScene(hasSuccessor: true)
{
    internal override Role Victim => Role.Successor;

    internal override IReadOnlyList<Role> Others { get; } = [Role.SecondSuccessor, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code)
    {
        c[Role.Successor].Arm(code);
        c[Role.Writer].KillAndReap();
        c[Role.Successor].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        c.Enter(Role.SecondSuccessor, "succeed {ring} 7");
        AwaitDrained(c, Role.Reader, Role.ReaderBehind, Role.Observer);
        KeepsWriterPlace(c, c[Role.Successor], Role.SecondSuccessor);
        if (code >= StepCode.Of(ProtocolStep.RecoverKeyframeForgotten))
            Patience.Require(c.Watch.View.LastKeyframe == 0, "the dead writer's keyframe is forgotten");
        if (code >= StepCode.Of(ProtocolStep.RecoverStartStored))
            Patience.Require(c.Watch.View.EpochStart == c.Cursor, "the successor's epoch starts behind what the dead one published");
    }
}
