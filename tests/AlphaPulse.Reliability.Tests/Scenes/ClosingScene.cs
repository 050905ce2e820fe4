using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>The writer ends, and stands between saying so and letting go of its place.</summary>
internal sealed class ClosingScene() : FlowScene(hasSuccessor: true)
{
    internal override Role Victim => Role.Writer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Successor, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override bool DoesVictimReturn => false;

    internal override void Reach(Constellation c, int code) => c[Role.Writer].StopWhileFinishing(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        AwaitDrained(c, Role.Reader, Role.ReaderBehind, Role.Observer);
        KeepsWriterPlace(c, c[Role.Writer], Role.Successor);
    }
}
