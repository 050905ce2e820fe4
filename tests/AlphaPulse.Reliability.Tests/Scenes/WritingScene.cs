using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>The writer stands in the middle of scanning, claiming, filling, publishing or waking.</summary>
internal sealed class WritingScene(int maxBatch, bool doReadersSleep = false, string observe = "observe") : FlowScene(hasSuccessor: true, maxBatch, doReadersSleep)
{
    internal override Role Victim => Role.Writer;

    internal override IReadOnlyList<Role> Others { get; } = [Role.Successor, Role.Reader, Role.ReaderBehind, Role.Observer, Role.SecondObserver];

    internal override void Reach(Constellation c, int code)
    {
        // Not always in the same place of the ring.
        c[Role.Writer].Arm(code, 1 + Random.Shared.Next(20));
        c[Role.Writer].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        // Comes while slots may be half written: what it is given of the oldest records must be whole.
        c.Enter(Role.SecondObserver, $"{observe} {{ring}}");
        c.AwaitIn(Role.SecondObserver);
        AwaitDrained(c, Role.Reader, Role.ReaderBehind, Role.Observer, Role.SecondObserver);
        KeepsWriterPlace(c, c[Role.Writer], Role.Successor);
    }
}
