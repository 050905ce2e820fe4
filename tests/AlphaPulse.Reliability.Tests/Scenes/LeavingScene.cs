using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A gated reader leaves, and stands in the middle of it: nobody waits for it any more.</summary>
internal sealed class LeavingScene() : FlowScene(hasSuccessor: false)
{
    internal override Role Victim => Role.Reader;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.ReaderBehind, Role.Observer];

    internal override bool DoesVictimReturn => false;

    internal override void Reach(Constellation c, int code)
    {
        c[Role.Reader].Arm(code);
        c[Role.Reader].Finish(2);
        c[Role.Reader].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code) => c.AwaitProgress(Others);
}
