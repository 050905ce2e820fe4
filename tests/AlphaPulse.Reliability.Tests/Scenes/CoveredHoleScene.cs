using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>
/// One of many writers has died with a claim, and another one, which had recorded the same sequences and has yet to find out that they are not its own, stands
/// still. Nobody can know whose they are: all wait for it.
/// </summary>
internal sealed class CoveredHoleScene : ManyWritersScene
{
    internal override Role Victim => Role.SecondWriter;

    internal override IReadOnlyList<Role> Others { get; } = [Role.JoiningWriter, Role.Reader, Role.ReaderBehind, Role.Observer];

    internal override void Reach(Constellation c, int code)
    {
        var (doomed, victim) = (c[Role.Writer], c[Role.SecondWriter]);
        var settled = StepCode.Of(ProtocolStep.MultiOwnerCleared);
        doomed.Arm(settled);
        doomed.AwaitStopped(settled);

        // Not its first: it guesses where the claim stands, and guesses right once it has claimed alone.
        victim.Arm(code, 3 + Random.Shared.Next(20));
        victim.AwaitStopped(code);

        // Nobody else claims: it gets what the victim has recorded.
        doomed.Arm(StepCode.Of(ProtocolStep.MultiClaimed));
        doomed.Resume();
        doomed.AwaitStopped(StepCode.Of(ProtocolStep.MultiClaimed));
        doomed.KillAndReap();
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        EnterJoiningWriter(c);
        HoldsAll(c, c[Role.SecondWriter]);
    }
}
