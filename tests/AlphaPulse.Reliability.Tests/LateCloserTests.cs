using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.Reliability.Tests.Scenes;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests;

/// <summary>Who closes a dead writer's hole and is paused at it for laps changes nothing of the laps after it.</summary>
public sealed class LateCloserTests
{
    [Fact]
    public void CloseHoles_PausedForLaps_NoStampOfALaterLapIsTouched()
    {
        using var troupe = new Troupe();
        foreach (var step in new[] { ProtocolStep.MultiClaimSeen, ProtocolStep.MultiHoleFound, ProtocolStep.MultiTombstoneAnnounced, ProtocolStep.MultiTombstoneStored })
        {
            var plan = new StepPlan("late closer", StepCode.Of(step), () => new LateCloserScene());
            using var constellation = new Constellation(troupe, plan, KillAction.Pause);
            Assert.All(constellation.Run(), cell => Assert.Equal("", cell.Fault));
        }
    }
}
