using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;

namespace AlphaPulse.Reliability.Tests;

/// <summary>Pauses that are longer than any wait or time limit that a protocol has: 2 s is the longest.</summary>
public sealed class LongPauseTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(3);

    private static readonly (string Protocol, string Step)[] s_places =
    [
        ("batch publish", "BatchHalfFilled"),
        ("read", "ReadHandled"),
        ("join", "JoinActive"),
        ("recover", "RecoverLocked"),
        ("create", "CreateRenamed"),
        ("clean-up", "RemoveLocked"),
        ("take-over", "TakeOverLocked"),
        ("many: publish", "MultiClaimed"),
    ];

    [Fact]
    public async Task Play_PausedForSeconds_NothingIsTaken()
    {
        using var troupe = new Troupe();
        var cells = await Task.WhenAll(s_places.Select(place => Task.Factory.StartNew(() => Play(troupe, place.Protocol, place.Step), TaskCreationOptions.LongRunning)));
        Assert.All(cells.SelectMany(all => all), cell => Assert.Equal("", cell.Fault));
    }

    private static IReadOnlyList<Cell> Play(Troupe troupe, string protocol, string step)
    {
        var plan = StepPlans.All.Single(row => row.Protocol == protocol && row.Step == step);
        using var constellation = new Constellation(troupe, plan, KillAction.Pause, hold: s_long);
        return constellation.Run();
    }
}
