using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.Reliability.Tests.Scenes;
using AlphaPulse.RingBuffer.Steps;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.Reliability.Tests;

/// <summary>Who closes a dead writer's hole and is paused at it for laps changes nothing of the laps after it.</summary>
public sealed class LateCloserTests
{
    [Theory]
    [InlineData(nameof(ProtocolStep.MultiClaimSeen))]
    [InlineData(nameof(ProtocolStep.MultiHoleFound))]
    [InlineData(nameof(ProtocolStep.MultiTombstoneAnnounced))]
    [InlineData(nameof(ProtocolStep.MultiTombstoneStored))]
    public void CloseHoles_PausedForLaps_NoStampOfALaterLapIsTouched(string step)
    {
        using var troupe = new Troupe();
        var plan = new StepPlan("late closer", StepCode.Of(Enum.Parse<ProtocolStep>(step)), () => new LateCloserScene());
        using var constellation = new Constellation(troupe, plan, KillAction.Pause);
        Assert.All(constellation.Run(), cell => Assert.Equal("", cell.Fault));
    }
}
