using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Roles;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>A further writer has died with a claim, and an observer stands in the middle of closing the hole. The others close it, and lap the observer.</summary>
internal class HoleClosingScene : ManyWritersScene
{
    internal override Role Victim => Role.Observer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.SecondWriter, Role.JoiningWriter, Role.Reader, Role.ReaderBehind];

    internal override void Reach(Constellation c, int code)
    {
        var doomed = c.Enter(Role.Doomed, "join-many {ring} 7");
        c.AwaitIn(Role.Doomed);
        doomed.Arm(StepCode.Of(ProtocolStep.MultiClaimed), 1 + Random.Shared.Next(7));
        doomed.AwaitStopped(StepCode.Of(ProtocolStep.MultiClaimed));
        AwaitHeld(c, doomed);

        // The others would be faster. None of the writers has a claim: all are full.
        Role[] paused = [Role.Writer, Role.SecondWriter, Role.Reader, Role.Observer];
        foreach (var role in paused)
            c[role].Pause();
        doomed.KillAndReap();
        c[Role.Observer].Arm(code);
        c[Role.Observer].Resume();
        c[Role.Observer].AwaitStopped(code);
        foreach (var role in paused[..^1])
            c[role].Resume();
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        EnterJoiningWriter(c);
        var end = c.Cursor + 2 * WriterRole.Capacity;
        Patience.Until(() => c.Cursor > end, () => $"the writers lap the observer; {c.Positions()}");
        c.AwaitProgress(Others);
    }
}
