using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests;

/// <summary>Pauses that are longer than any wait or time limit that a protocol has: 2 s is the longest.</summary>
public sealed class LongPauseTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("batch publish", "BatchHalfFilled")]
    [InlineData("read", "ReadHandled")]
    [InlineData("join", "JoinActive")]
    [InlineData("recover", "RecoverLocked")]
    [InlineData("create", "CreateRenamed")]
    [InlineData("clean-up", "RemoveLocked")]
    public void Play_PausedForSeconds_NothingIsTaken(string protocol, string step)
    {
        using var troupe = new Troupe();
        var plan = StepPlans.All.Single(row => row.Protocol == protocol && row.Step == step);
        using var constellation = new Constellation(troupe, plan, KillAction.Pause, hold: s_long);
        Assert.All(constellation.Run(), cell => Assert.Equal("", cell.Fault));
    }
}
