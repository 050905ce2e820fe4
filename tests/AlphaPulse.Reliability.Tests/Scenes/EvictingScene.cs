using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A gated reader has died, and the writer stands in the middle of closing its entry.</summary>
internal sealed class EvictingScene() : FlowScene(hasSuccessor: true)
{
    internal override Role Victim => Role.Writer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Successor, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code)
    {
        var doomed = c.Enter(Role.Doomed, "read {ring} doomed");
        c.AwaitIn(Role.Doomed);
        doomed.Pause();
        Patience.Until(() => c.DoesWriterWaitFor(doomed), () => $"the writer waits for the doomed reader; {c.Positions()}");
        c[Role.Writer].Arm(code);
        doomed.KillAndReap();
        c[Role.Writer].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        AwaitDrained(c, Role.Reader, Role.ReaderBehind, Role.Observer);
        KeepsWriterPlace(c, c[Role.Writer], Role.Successor);
    }
}
