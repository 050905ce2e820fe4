using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Roles;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>An observer stands between copying a record, checking it and skipping what it lost, while the writer laps it: nobody notices.</summary>
internal sealed class ObservingScene() : FlowScene(hasSuccessor: false)
{
    internal override Role Victim => Role.Observer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Writer, Role.Reader, Role.ReaderBehind, Role.SecondObserver];

    internal override void Reach(Constellation c, int code)
    {
        c.Enter(Role.SecondObserver, "observe {ring}");
        c.AwaitIn(Role.SecondObserver);
        var observer = c[Role.Observer];
        if (code == StepCode.Of(ProtocolStep.ObserveSkipped))
        {
            observer.Pause();
            AwaitLap(c);
            observer.Arm(code);
            observer.Resume();
        }
        else
        {
            observer.Arm(code, 1 + Random.Shared.Next(20));
        }

        observer.AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        AwaitLap(c);
        c.AwaitProgress(Others);
    }

    private static void AwaitLap(Constellation c)
    {
        var end = c.Cursor + 2 * WriterRole.Capacity;
        Patience.Until(() => c.Cursor > end, () => $"the writer laps the observer; {c.Positions()}");
    }
}
