using System.Text;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Noise;

/// <summary>What is read of the kernel's files about steal and throttling.</summary>
public class NoiseReadingTests
{
    private const string Stat = "cpu  1227866 1628 78890 927224 1585 0 2192 1546 0 0\ncpu0 614820 416 38947 463893 706 0 970 754 0 0\ncpu3 613046 1211 39943 463331 878 0 1221 791 0 0\nintr 27699903 0 0\nctxt 1\n";

    [Fact]
    public void Parse_CoresWithAGap_AreReadByTheirNumbers()
    {
        var text = Encoding.ASCII.GetBytes(Stat);
        var steal = new long[StealTimes.CountCores(text)];
        StealTimes.Parse(text, steal);
        Assert.Equal([7_540_000_000, 0, 0, 7_910_000_000], steal);
    }

    [Theory]
    [InlineData("cpu0 1 2 3\n")]
    [InlineData("cpux 1 2 3 4 5 6 7 8\n")]
    [InlineData("")]
    public void Parse_OtherText_ChangesNothing(string text)
    {
        var steal = new long[] { 5 };
        StealTimes.Parse(Encoding.ASCII.GetBytes(text), steal);
        Assert.Equal([5], steal);
    }

    [Fact]
    public void Read_ThisMachine_KnowsEveryCore()
    {
        using var steal = new StealTimes();
        Assert.True(steal.Cores >= Environment.ProcessorCount);
        Assert.True(steal.Sum() >= 0);
    }

    [Theory]
    [InlineData("nr_periods 12\nnr_throttled 3\nthrottled_time 1234567\n", 1_234_567L)]
    [InlineData("usage_usec 5\nnr_throttled 3\nthrottled_usec 1234\n", 1_234_000L)]
    [InlineData("usage_usec 5\nuser_usec 1\n", null)]
    [InlineData("throttled_time x\n", null)]
    public void ParseNs_OfEitherVersion_IsNanoseconds(string text, long? expected) => Assert.Equal(expected, Throttling.ParseNs(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Candidates_OfBothVersions_AreThePlacesOfTheGroup() =>
        Assert.Equal(
            ["/sys/fs/cgroup/cpu,cpuacct/a/cpu.stat", "/sys/fs/cgroup/cpu/a/cpu.stat", "/sys/fs/cgroup/b/c/cpu.stat"],
            Throttling.Candidates(["4:memory:/x", "2:cpu,cpuacct:/a", "0::/b/c"]));
}
