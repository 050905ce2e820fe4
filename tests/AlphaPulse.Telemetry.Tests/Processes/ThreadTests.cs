using System.Text;
using AlphaPulse.Telemetry.Processes;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Processes;

public class ThreadTests
{
    [Fact]
    public void TryPin_EachAllowedCore_MovesTheThreadThere()
    {
        var allowed = ThreadCores.Allowed();
        Assert.NotEmpty(allowed);
        var seen = new List<(int Core, bool IsPinned, int Current, IReadOnlyList<int> Allowed)>();
        var thread = new Thread(() =>
        {
            foreach (var core in allowed)
                seen.Add((core, ThreadCores.TryPin(core), ThreadCores.Current, ThreadCores.Allowed()));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(allowed.Count, seen.Count);
        Assert.All(seen, at => Assert.True(at.IsPinned && at.Current == at.Core && at.Allowed.SequenceEqual([at.Core])));
        Assert.Equal(allowed, ThreadCores.Allowed());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_023)]
    [InlineData(1_024)]
    public void TryPin_CoreThatIsNone_IsRefused(int core) => Assert.False(ThreadCores.TryPin(core));

    [Fact]
    public void Read_ThreadThatSleeps_CountsItsSwitches()
    {
        using var reader = new ThreadCounterReader();
        var before = reader.Read();
        using var never = new ManualResetEvent(initialState: false);
        for (var i = 0; i < 10; i++)
            _ = never.WaitOne(1);
        var after = reader.Read();
        Assert.True(after.VoluntarySwitches >= before.VoluntarySwitches + 10);
        Assert.True(after.RunQueueWaitNs >= before.RunQueueWaitNs);
    }

    [Theory]
    [InlineData("66958966 28738844 1076\n", 28_738_844)]
    [InlineData("0 0 1\n", 0)]
    [InlineData("5 7", 7)]
    [InlineData("5", 0)]
    [InlineData("", 0)]
    public void SecondNumber_OfSchedstat_IsTheWait(string text, long expected) => Assert.Equal(expected, ThreadCounterReader.SecondNumber(Encoding.ASCII.GetBytes(text)));
}
