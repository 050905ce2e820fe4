using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A gated reader stands in the middle of a batch, or of going to sleep. Another one stays behind it, a third one comes meanwhile.</summary>
internal sealed class ReadingScene(bool doReadersSleep = false) : FlowScene(hasSuccessor: false, doReadersSleep: doReadersSleep)
{
    internal override Role Victim => Role.Reader;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.ReaderBehind, Role.Observer, Role.Joiner];

    internal override IReadOnlyList<Role> Pausable { get; } = [Role.Writer, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code)
    {
        c[Role.Reader].Arm(code, 1 + Random.Shared.Next(20));
        c[Role.Reader].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        c.Enter(Role.Joiner, "read {ring} joiner");
        c.AwaitIn(Role.Joiner);
        HoldsWriter(c, c[Role.Reader]);
        Patience.Require(c[Role.ReaderBehind].Position <= c.Watch.View.Reader(c[Role.Reader].Board.Index).Position, $"the reader behind is ahead; {c.Positions()}");
    }
}
