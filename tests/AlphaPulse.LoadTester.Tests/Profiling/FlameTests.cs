using System.Xml.Linq;
using AlphaPulse.LoadTester.Profiling;

namespace AlphaPulse.LoadTester.Tests.Profiling;

public sealed class FlameTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    // As perf prints it: innermost frame first, a line between samples, and one sample without a stack.
    private static readonly string s_perf = string.Join('\n',
        "feedsim 1234/1240 567.890123: cpu-clock:pppH: ",
        "\t    7f0000000010 instance void [AlphaPulse.FeedSim] AlphaPulse.FeedSim.Publishing.Pacer::Send(int64,class [x]y)[OptimizedTier1]+0x1a (/tmp/perf-1234.map)",
        "\t    7f0000000020 void [System.Private.CoreLib] System.Threading.Thread::StartCallback()[Optimized]+0x20 (/tmp/perf-1234.map)",
        "\t    7f0000000030 start_thread+0x2f3 (/usr/lib/x86_64-linux-gnu/libc.so.6)",
        "",
        "feedsim 1234/1240 567.892123: cpu-clock:pppH: ",
        "\tffffffff81000010 do_syscall_64+0x5b ([kernel.kallsyms])",
        "\t    7f0000000040 [unknown] (/memfd:doublemapper (deleted))",
        "\t    7f0000000030 start_thread+0x2f3 (/usr/lib/x86_64-linux-gnu/libc.so.6)",
        "",
        ".NET Tiered Com 1234/1250 567.894: cpu-clock:pppH: ",
        "");

    [Fact]
    public void Read_TextOfPerf_IsFoldedByStack()
    {
        var stacks = Read(s_perf);

        Assert.Equal(
            """
            .NET Tiered Com;[no stack] 1
            feedsim;start_thread;System.Threading.Thread::StartCallback_[j];AlphaPulse.FeedSim.Publishing.Pacer::Send_[j] 1
            feedsim;start_thread;[memfd:doublemapper];do_syscall_64_[k] 1

            """,
            stacks.ToText());
        Assert.Equal(3, stacks.Samples);
        Assert.Equal(100.0 / 3, stacks.ManagedPercent, 6);
    }

    [Fact]
    public void Read_FoldedStacks_AreAddedUp()
    {
        var stacks = Read("a;b_[j] 3\na;c 1\n\na;b_[j] 4\n");

        Assert.Equal("a;b_[j] 7\na;c 1\n", stacks.ToText());
        Assert.Equal(87.5, stacks.ManagedPercent);
    }

    [Theory]
    [InlineData("what is this")]
    [InlineData("\t    7f0000000010 a (b)\n")]
    [InlineData("feedsim 1/2 3.4:\n\tnot a frame\n")]
    public void Read_OtherText_IsRejectedWithItsLine(string text) => Assert.Contains("line ", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Graph_Stacks_AreDrawnAsWideAsTheirShare()
    {
        var svg = XDocument.Parse(FlameGraph.Of(Read("a;b<int>_[j] 3\na;c_[k] 1\n"), "x & y"));

        XNamespace ns = "http://www.w3.org/2000/svg";
        var frames = svg.Descendants(ns + "g").ToDictionary(frame => frame.Element(ns + "title")!.Value, frame => frame.Element(ns + "rect")!);
        Assert.Equal(["all: 4 samples, 100.00 %", "a: 4 samples, 100.00 %", "b<int>: 3 samples, 75.00 %", "c: 1 samples, 25.00 %"], frames.Keys);
        Assert.Equal("885.00", frames["b<int>: 3 samples, 75.00 %"].Attribute("width")!.Value);
        Assert.Equal("895.00", frames["c: 1 samples, 25.00 %"].Attribute("x")!.Value);
        Assert.True(int.Parse(frames["a: 4 samples, 100.00 %"].Attribute("y")!.Value) > int.Parse(frames["c: 1 samples, 25.00 %"].Attribute("y")!.Value));
    }

    [Fact]
    public void Graph_OfPerf_IsTheGoldenPicture() => Golden.Verify("flamegraph.svg", FlameGraph.Of(Read(s_perf), "CPU samples"));

    [Fact]
    public void Flame_Samples_AreWrittenAndCounted()
    {
        var (samples, svg, folded) = (Path.Combine(_directory.Path, "samples.txt"), Path.Combine(_directory.Path, "a.svg"), Path.Combine(_directory.Path, "folded.txt"));
        File.WriteAllText(samples, s_perf);

        var run = CommandRun.Of("flame", samples, "--svg", svg, "--folded", folded);

        Assert.Equal((0, $"{svg} (3 samples, 33.3 % managed symbols)\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(Read(s_perf).ToText(), File.ReadAllText(folded));
        Assert.Equal(3, Read(File.ReadAllText(folded)).Samples);
    }

    [Fact]
    public void Flame_NothingToDraw_IsRejected()
    {
        var empty = Path.Combine(_directory.Path, "empty.txt");
        File.WriteAllText(empty, "");

        Assert.Contains("has no samples", Rejected(empty), StringComparison.Ordinal);
        Assert.Contains("is missing", Rejected(), StringComparison.Ordinal);
        Assert.Contains("/nonexistent", Rejected("/nonexistent"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static string Rejected(params string[] files)
    {
        var run = CommandRun.Of(["flame", .. files]);
        Assert.Equal(2, run.ExitCode);
        return run.Error;
    }

    private static FoldedStacks Read(string text)
    {
        var stacks = new FoldedStacks();
        stacks.Read(text.Split('\n'));
        return stacks;
    }
}
