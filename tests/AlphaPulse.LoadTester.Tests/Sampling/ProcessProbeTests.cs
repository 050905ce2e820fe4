using System.Diagnostics;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class ProcessProbeTests
{
    private const string Status = "Name:\ta (b) c\nVmRSS:\t  3000 kB\nRssAnon:\t    1000 kB\nRssFile:\t    1500 kB\nRssShmem:\t     500 kB\n";

    [Fact]
    public void Parse_NameWithSpacesAndParentheses_FindsTheTimes()
    {
        var usage = ProcessProbe.Parse("42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 5 0 100 1000 200 1 2 3", Status);

        Assert.Equal(3_000_000_000, usage.CpuNs);
        Assert.Equal(1_024_000, usage.PrivateBytes);
        Assert.Equal(2_048_000, usage.SharedBytes);
    }

    [Fact]
    public void Megabytes_OfOneThousandKb_AreAboutOne()
    {
        // The defect that this excludes: kB figures under the label MB, off by a factor of 1,024.
        var usage = ProcessProbe.Parse("42 (x) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0", Status);

        Assert.Equal(1.02, Megabytes.Of(usage.PrivateBytes));
        Assert.Equal(1, Megabytes.Of(1_000_000));
    }

    [Theory]
    [InlineData("42 (x) S 1 2", Status)]
    [InlineData("42 (x) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0", "RssAnon:\t 10 MB\n")]
    public void Parse_OtherText_IsRejected(string stat, string status) =>
        Assert.Throws<InvalidDataException>(() => ProcessProbe.Parse(stat, status));

    [Theory]
    [InlineData("42 (a) b) S 1 42", Status, false)]
    [InlineData("42 (a) b) Z 1 42", Status, true)]
    [InlineData("42 (Z) S 1 42", Status, false)]
    [InlineData("42 (x) R 1 42", "Name:\tx\nThreads:\t1\n", true)]
    public void IsEnding_ZombieOrWithoutMemory_IsTrue(string stat, string status, bool isEnding) => Assert.Equal(isEnding, ProcessProbe.IsEnding(stat, status));

    [Fact]
    public void TryRead_ProcessThatIsGone_IsFalse()
    {
        using var process = Process.Start("true");
        process.WaitForExit();

        Assert.False(new ProcessProbe("true", process.Id).TryRead(out _));
    }

    [Fact]
    public void TryRead_BurnerProcess_ShowsItsProcessorTime()
    {
        // A shell that counts to a number burns processor time and nothing else; its own report of it is the truth.
        using var burner = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo burnt; read line; times"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var probe = new ProcessProbe("burner", burner.Id);
        Assert.Equal("burnt", burner.StandardOutput.ReadLine());
        Assert.True(probe.TryRead(out var usage));
        var now = usage.CpuNs;

        burner.StandardInput.WriteLine();
        var times = burner.StandardOutput.ReadLine()!.Split(' ');
        var reportedNs = times.Sum(Seconds) * 1e9;

        // Two figures of 10 ms grain each, on either side.
        Assert.InRange(now, reportedNs - 40e6, reportedNs + 40e6);
        Assert.True(now > 50e6, $"the burner used only {now} ns");
    }

    [Fact]
    public void TryRead_KnownAllocation_IsPrivateMemory()
    {
        var probe = new ProcessProbe("self", Environment.ProcessId);
        Assert.True(probe.TryRead(out var before));
        var block = new byte[64_000_000];
        for (var i = 0; i < block.Length; i += 4_096)
            block[i] = 1;

        Assert.True(probe.TryRead(out var after));

        // Other tests allocate and free at the same time; a unit that is off would be off by a thousand.
        Assert.InRange(Megabytes.Of(after.PrivateBytes - before.PrivateBytes), 30, 200);
        GC.KeepAlive(block);
    }

    // "0m1.23s"
    private static double Seconds(string text)
    {
        var parts = text.TrimEnd('s').Split('m');
        return (double.Parse(parts[0]) * 60) + double.Parse(parts[1]);
    }
}
