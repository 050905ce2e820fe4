using AlphaPulse.Reliability.Tests.Cast;
using AlphaPulse.Reliability.Tests.Matrix;
using AlphaPulse.SteppedPeer;

namespace AlphaPulse.Reliability.Tests;

/// <summary>The matrix can fail: a participant that does wrong is found out, each by the promise that it breaks.</summary>
public sealed class PlantedFlawTests
{
    [Theory]
    [InlineData("publish", "PublishStored", nameof(KillAction.Kill), nameof(Role.Writer), nameof(Flaw.PublishBeforeFill), "torn record")]
    [InlineData("read", "ReadHandled", nameof(KillAction.Pause), nameof(Role.Writer), nameof(Flaw.RobReaders), "waits for the stopped process")]
    [InlineData("claim", "ClaimStored", nameof(KillAction.Pause), nameof(Role.Reader), nameof(Flaw.SkipRecords), "saw")]
    [InlineData("observe", "ObserveSkipped", nameof(KillAction.Pause), nameof(Role.Observer), nameof(Flaw.ForgetLost), "the observer had")]
    [InlineData("claim", "ClaimReady", nameof(KillAction.Kill), nameof(Role.Successor), nameof(Flaw.SlowSuccessor), "goes on only after")]
    public void Play_ParticipantWithAFlaw_IsFoundOut(string protocol, string step, string action, string role, string flaw, string expected)
    {
        using var troupe = new Troupe();
        using var metronome = new Metronome();
        var plan = StepPlans.All.Single(row => row.Protocol == protocol && row.Step == step);
        var cells = new KillMatrix(troupe, metronome, Console.Error.WriteLine).Play(plan, Enum.Parse<KillAction>(action), flaw: (Enum.Parse<Role>(role), Enum.Parse<Flaw>(flaw)));
        Assert.Contains(cells, cell => cell.Fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void LeavesNothing_FileThatSomebodyLeft_IsFound()
    {
        var directory = Directory.CreateDirectory($"/dev/shm/alphapulse-left-{Guid.NewGuid():N}").FullName;
        try
        {
            Curtain.LeavesNothing(Path.Combine(directory, "ring"), []);
            File.WriteAllText(Path.Combine(directory, "forgotten"), "");
            var found = Assert.Throws<BrokenPromiseException>(() => Curtain.LeavesNothing(Path.Combine(directory, "ring"), []));
            Assert.Contains("forgotten", found.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
