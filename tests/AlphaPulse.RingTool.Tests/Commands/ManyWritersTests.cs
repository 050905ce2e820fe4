using System.Text.Json;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingTool.Inspecting;

namespace AlphaPulse.RingTool.Tests.Commands;

/// <summary>A ring for many writers, as the tool shows it.</summary>
public sealed class ManyWritersTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Stat_WriterThatHoldsAClaim_IsNamedAsWhomReadersWaitFor()
    {
        using var slow = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "slow", new RingOptions { Capacity = 64 });
        using var fast = MultiWriterRing<TestRecord>.Join(_directory.Ring(), "fast");
        Assert.Equal(ClaimStatus.Claimed, slow.TryClaim(2));
        Publish(fast, 3);

        using var rings = new WatchedRings(_directory.Ring());
        var ring = Assert.Single(rings.Look().Rings);
        Assert.True(ring.HasManyWriters);
        Assert.Equal([("slow", true, true, 0L), ("fast", true, false, 3L)], ring.Writers.Select(writer => (writer.Name, writer.IsAlive, writer.HoldsReaders, writer.Published)));
        Assert.Equal((0L, 0L, 2L), (ring.Cursor, ring.Writers[0].ClaimFrom, ring.Writers[0].ClaimTo));
        Assert.Null(ring.EpochStart);
        Assert.All(ring.Writers, writer => Assert.Equal((Environment.ProcessId, true), (writer.Process.Pid, writer.Process.IsConfirmed)));
        Assert.True(rings.Look().Rings[0].Writers[0].HoldsReadersAtLeastSecs > 0);
        Assert.Contains("readers wait for its claim from 0 on", ToolRun.Of("stat", _directory.Ring(), "--once").Output);
        Assert.Contains("  writers   alive, 2 of many; epoch ", ToolRun.Of("stat", _directory.Ring(), "--once").Output);

        slow[0].Fill(0);
        slow[1].Fill(1);
        slow.Publish(2);
        ring = Assert.Single(rings.Look().Rings);
        Assert.Equal(5, ring.Cursor);
        Assert.All(ring.Writers, writer => Assert.False(writer.HoldsReaders));
        Assert.Equal(2, ring.Writers[0].RecordsPerSecond!.Value * ring.IntervalSecs!.Value, 6);
    }

    [Fact]
    public void Dump_Tombstones_AreCountedAndNotShown()
    {
        using var writer = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "writer", new RingOptions { Capacity = 64 });
        Publish(writer, 2);
        using (var leaver = MultiWriterRing<TestRecord>.Join(_directory.Ring(), "leaver"))
            Assert.Equal(ClaimStatus.Claimed, leaver.TryClaim(3));
        Publish(writer, 1);

        var run = ToolRun.Of("dump", _directory.Ring(), "--json");
        Assert.Equal([0L, 1L, 5L], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Sequence").GetInt64()));
        Assert.Contains("3 of 6 sequences are tombstones", run.Notes);
        Assert.Contains("tombstones 3", ToolRun.Of("stat", _directory.Ring(), "--once").Output);
        Assert.Equal("2.0", JsonDocument.Parse(ToolRun.Of("stat", _directory.Ring(), "--once", "--json").Output).RootElement.GetProperty("format_version").GetString());
    }

    [Fact]
    public void Clean_RingOfManyWriters_GoesWhenTheLastHasLeft()
    {
        using (var writer = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "writer", new RingOptions { Capacity = 64 }))
            Assert.Contains("1 left", ToolRun.Of("clean", _directory.Ring()).Output);
        Assert.Contains("1 removed", ToolRun.Of("clean", _directory.Ring()).Output);
    }

    private static void Publish(MultiWriterRing<TestRecord> writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryClaim());
            writer[0].Fill(writer.Sequence);
            writer.Publish();
        }
    }
}
