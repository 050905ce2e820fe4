using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A creator stands in the middle of its work. Another one comes, and cleans up what looks left over; readers wait for the ring.</summary>
internal sealed class CreatingScene : Scene
{
    internal override Role Victim => Role.Creator;

    internal override IReadOnlyList<Role> Others { get; } = [Role.SecondCreator, Role.Reader, Role.Observer];

    internal override bool DoesVictimReturn => false;

    internal override void Begin(Constellation c)
    {
        c.Enter(Role.Reader, "read {ring} reader");
        c.Enter(Role.Observer, "observe {ring}");
    }

    internal override void Reach(Constellation c, int code) => c.Enter(Role.Creator, "create {ring} 7", code).AwaitStopped(code);

    internal override void WhileStopped(Constellation c, int code)
    {
        Curtain.MakeOld(c.Directory);
        c.Enter(Role.SecondCreator, "start {ring} 7");
        if (HasAppeared(code))
        {
            c.AwaitIn(Role.Reader);
            c.AwaitIn(Role.Observer);
            Patience.Until(() => c[Role.SecondCreator].Board.Refusals > 1, () => "the second creator is refused");
            c.HoldWhile(() => c.Watch.IsWriterAlive && c[Role.SecondCreator].Role == PeerState.Entering, () => "the stopped creator keeps its ring");
            return;
        }

        c.AwaitProgress(Others);
        if (code >= StepCode.Of(ProtocolStep.CreateWriterLocked))
            Patience.Require(Directory.GetDirectories(c.Directory, ".ring.*").Length == 1, "what the stopped creator had made is gone");
    }

    internal override void AfterPause(Constellation c, int code)
    {
        var creator = c[Role.Creator];
        if (HasAppeared(code))
        {
            c.AwaitIn(Role.Creator);
            c.AwaitProgress([Role.Creator, Role.Reader, Role.Observer]);
            return;
        }

        // It came second, and learns so; and once the other has left, the place is its own.
        Patience.Until(() => creator.Board.Refusals > 0 || creator.Role == PeerState.Idle, () => "the paused creator is refused");
        c.AwaitProgress(Others);
        foreach (var role in Others)
            c[role].Finish(1);
        foreach (var role in Others)
            Curtain.End(role, c[role]);
        Patience.Require(Others.All(role => c[role].Position == c[Role.SecondCreator].Position), $"not all that was published was read; {c.Positions()}");
        c.AwaitIn(Role.Creator);
        c.AwaitProgress([Role.Creator]);
    }

    private static bool HasAppeared(int code) => code >= StepCode.Of(ProtocolStep.CreateRenamed);
}
