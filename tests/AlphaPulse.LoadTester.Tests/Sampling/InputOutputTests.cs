using System.Diagnostics;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class InputOutputTests
{
    private const string NetDev = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo: 5000000      50    0    0    0     0          0         0  5000000      50    0    0    0     0       0          0
          eth0:1000000      10    1    2    0     0          0         0   300000       3    4    8    0     0       0          0
          eth1: 2000000      20    0    0    0     0          0         0        0       0    0    0    0     0       0          0
        """;

    [Fact]
    public void ProcessIo_FileOfTheKernel_IsReadAndSubtracted()
    {
        var before = ProcessIo.Parse("rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n")!.Value;
        var after = ProcessIo.Parse("rchar: 1000001\nwchar: 2000002\nsyscr: 13\nsyscw: 24\nread_bytes: 3000005\nwrite_bytes: 4000006\ncancelled_write_bytes: 7\n")!.Value;

        var io = after.Since(before);

        Assert.Equal((1.0, 2.0, 10, 20, 3.0, 4.0), (io.ReadMb, io.WrittenMb, io.ReadCalls, io.WriteCalls, io.DiskReadMb, io.DiskWrittenMb));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rchar: 1\nwchar: x\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\n")]
    public void ProcessIo_OtherText_IsNotKnown(string text) => Assert.Null(ProcessIo.Parse(text));

    [Fact]
    public void NetworkUsage_SeveralInterfaces_AreAddedAndLoopbackIsApart()
    {
        var usage = NetworkUsage.Parse(NetDev);

        Assert.Equal(new NetworkUsage(3_000_000, 300_000, 30, 3, 15, 5_000_000), usage);
        Assert.Equal((3.0, 0.3, 5.0), (usage.Since(default).ReceivedMb, usage.Since(default).SentMb, usage.Since(default).LoopbackMb));
    }

    [Theory]
    [InlineData("eth0: 1 2 3\n")]
    [InlineData("eth0 1 2 3 4 5 6 7 8 9 10 11 12\n")]
    [InlineData("eth0: x 2 3 4 5 6 7 8 9 10 11 12\n")]
    public void NetworkUsage_OtherText_IsRejected(string text) => Assert.Throws<InvalidDataException>(() => NetworkUsage.Parse(text));

    [Fact]
    public void Since_InterfaceThatWentAway_IsNothing() => Assert.Equal(0, default(NetworkUsage).Since(NetworkUsage.Parse(NetDev)).ReceivedMb);

    [Fact]
    public void Monitor_ProcessThatWrites_IsSeen()
    {
        // 3,000,000 bytes in 300 calls into a pipe, after it was told to.
        using var writer = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read line; dd if=/dev/zero bs=10000 count=300 2>/dev/null; echo; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var self = Process.GetCurrentProcess();
        var monitor = new ResourceMonitor([new ProcessProbe("self", self.Id)], sharedFileBytes: 0, cores: 1);
        var read = new byte[10_000];
        writer.StandardInput.WriteLine();
        var total = 0;
        while (total < 3_000_000)
            total += writer.StandardOutput.BaseStream.Read(read);
        monitor.Sample();
        writer.StandardInput.WriteLine();

        var io = Assert.Single(monitor.ToResults().Processes).Io;

        Assert.NotNull(io);
        Assert.True(io.ReadMb >= 3 && io.ReadCalls >= 300, io.ToString());
        Assert.NotNull(monitor.ToResults().Network);
        writer.WaitForExit();
    }
}
