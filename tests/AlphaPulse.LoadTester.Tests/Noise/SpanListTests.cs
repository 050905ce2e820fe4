using AlphaPulse.LoadTester.Noise;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Tests.Noise;

public class SpanListTests
{
    [Fact]
    public void Covered_SeveralSpans_IsWhatTheyShareWithTheWindow()
    {
        var list = List((0, 10), (20, 30), (40, 60));
        Assert.Equal(5 + 10 + 5, list.Covered(5, 45));
        Assert.Equal(0, list.Covered(10, 20));
        Assert.Equal(0, list.Covered(60, 100));
        Assert.Equal((40, 45), list.Longest(28, 45));
        Assert.Equal((12, 12), list.Longest(12, 18));
    }

    [Fact]
    public void Covered_OneInsideAnother_CountsNoTimeTwice() => Assert.Equal(30, List((0, 30), (10, 30)).Covered(0, 100));

    [Fact]
    public void DropBefore_ManyTimes_KeepsWhatIsStillNeeded()
    {
        var list = new SpanList();
        for (var i = 0L; i < 10_000; i++)
        {
            list.Add(new SpanRecord { StartNs = i * 10, EndNs = (i * 10) + 5 });
            list.DropBefore((i * 10) - 100);
            Assert.Equal(Math.Min(i, 5) * 5, list.Covered((i - 5) * 10, i * 10));
        }
    }

    private static SpanList List(params (long StartNs, long EndNs)[] spans)
    {
        var list = new SpanList();
        foreach (var (startNs, endNs) in spans)
            list.Add(new SpanRecord { StartNs = startNs, EndNs = endNs });
        return list;
    }
}
