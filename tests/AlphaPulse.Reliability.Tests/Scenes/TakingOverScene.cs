using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>
/// A gated reader has died, and its successor stands in the middle of taking its place. The writer waits for a successor; another reader has come before it,
/// and one stays behind the dead one.
/// </summary>
internal sealed class TakingOverScene : Scene
{
    private int _index;
    private long _position;

    internal override Role Victim => Role.ReaderSuccessor;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.SecondReaderSuccessor, Role.ReaderBehind, Role.Observer, Role.Joiner];

    internal override IReadOnlyList<Role> Pausable { get; } = [Role.Writer, Role.ReaderBehind, Role.Observer, Role.Joiner];

    internal override void Begin(Constellation c)
    {
        c.Enter(Role.Writer, "create {ring} 7 wait");
        c.AwaitIn(Role.Writer);
        c.Enter(Role.Reader, "read {ring} reader");
        c.AwaitIn(Role.Reader);
        c.Enter(Role.ReaderBehind, "follow {ring} behind reader");
        c.Enter(Role.Observer, "observe {ring}");
        c.AwaitIn(Role.ReaderBehind);
        c.AwaitIn(Role.Observer);
        c.AwaitProgress([Role.Writer, Role.Reader, Role.ReaderBehind, Role.Observer]);
        _index = c[Role.Reader].Board.Index;
    }

    internal override void Reach(Constellation c, int code)
    {
        c[Role.Reader].KillAndReap();
        _position = c.Watch.View.Reader(_index).Position;

        // Who comes before the successor leaves it the place.
        c.Enter(Role.Joiner, "read {ring} joiner");
        c.AwaitIn(Role.Joiner);
        c.Enter(Role.ReaderSuccessor, "take-over {ring} reader", code).AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        c.Enter(Role.SecondReaderSuccessor, "take-over {ring} reader");
        Patience.Until(() => HoldsWriter(c) && c[Role.SecondReaderSuccessor].Board.Refusals > 1, () => $"the writer and a second successor wait for the first one; {c.Positions()}");
        c.HoldWhile(() => HoldsWriter(c) && c.Watch.StandsInTable(_index), () => "the stopped successor has the place of the dead reader");
        Patience.Require(c[Role.ReaderBehind].Position <= _position, $"the reader behind is ahead; {c.Positions()}");
    }

    internal override bool IsTaken(Constellation c, Role role) => role == Role.SecondReaderSuccessor ? c.Watch.View.IsReaderAlive(_index) : base.IsTaken(c, role);

    internal override void BeforeCurtain(Constellation c)
    {
        var successor = new[] { Role.ReaderSuccessor, Role.SecondReaderSuccessor }.Select(role => c[role]).Single(actor => !actor.IsDead && actor.Role == PeerState.In);
        Patience.Require((successor.Board.Index, successor.Board.Start) == (_index, _position), $"the successor went on at {successor.Board.Start}, the dead reader had released up to {_position}");
        Patience.Require(c[Role.ReaderBehind].Board.Entries == 1, "the reader behind has stayed");
    }

    private bool HoldsWriter(Constellation c) => Volatile.Read(ref c[Role.Writer].Board.Slowest) == _index && c[Role.Writer].Position == c.Cursor;
}
