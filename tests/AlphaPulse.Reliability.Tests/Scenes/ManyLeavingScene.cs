using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>One of many writers stands in the middle of leaving, and another one comes: nobody waits, and the ring stays open.</summary>
internal sealed class ManyLeavingScene : ManyWritersScene
{
    internal override Role Victim => Role.Writer;

    internal override bool DoesVictimReturn => false;

    internal override void Reach(Constellation c, int code) => c[Role.Writer].StopWhileFinishing(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        EnterJoiningWriter(c);
        c.AwaitProgress(Others);
    }
}
