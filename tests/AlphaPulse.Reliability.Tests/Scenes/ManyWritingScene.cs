using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests.Scenes;

/// <summary>One of many writers stands in the middle of claiming, filling, publishing or giving up. Another one joins meanwhile.</summary>
internal sealed class ManyWritingScene(bool givesUp = false) : ManyWritersScene
{
    // Between claiming and the stamps, which publish or give up.
    private static readonly ProtocolStep[] s_hasClaim = [ProtocolStep.MultiClaimed, ProtocolStep.MultiFilled, ProtocolStep.MultiTombstoneAnnounced];

    internal override Role Victim => Role.Writer;

    protected override string VictimsWord => givesUp ? "gives-up" : "";

    internal override void Reach(Constellation c, int code)
    {
        c[Role.Writer].Arm(code, 1 + Random.Shared.Next(20));
        c[Role.Writer].AwaitStopped(code);
    }

    internal override void WhileStopped(Constellation c, int code)
    {
        EnterJoiningWriter(c);
        if (s_hasClaim.Select(StepCode.Of).Contains(code))
            HoldsAll(c, c[Role.Writer]);
        else
            c.AwaitProgress(Others);
    }
}
