using System.Text.Json;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingTool.Tests.Commands;

public sealed class DumpCommandTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Dump_AfterEverybodyWasKilled_ShowsTheLastRecordsAndChangesNothing()
    {
        using (var writer = Peer.Start("write", _directory.Ring(), "64", "1000", "200"))
        {
            writer.Expect("ready");
            writer.Say("go");
            writer.Expect("written");
            writer.KillAndWait();
        }

        var before = _directory.Fingerprint();
        var run = ToolRun.Of("dump", _directory.Ring(), "--last", "1000", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the writer died", run.Notes);
        var records = run.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(1199, records[^1].GetProperty("sequence").GetInt64());

        // The writer's claim may be a chunk of a quarter of the ring ahead: what it reaches is given up.
        Assert.InRange(records.Count, 64 - 16, 64);
        Assert.Equal(Enumerable.Range(1200 - records.Count, records.Count).Select(number => (long)number), records.Select(record => record.GetProperty("sequence").GetInt64()));
        Assert.All(records, AssertWhole);
        Assert.Contains("writer died", ToolRun.Of("dump", _directory.Ring()).Output);
        Assert.Equal(before, _directory.Fingerprint());
    }

    [Fact]
    public void StatAndDump_LastSnapshot_IsShownAsLongAsItIsThere()
    {
        using (var first = RingWriter<Pair>.Create(_directory.Ring(), new RingOptions { Capacity = 8 }))
            first.TryPublish(default);
        using var writer = RingWriter<Pair>.Resume(_directory.Ring());
        using (var reader = GatedReader<Pair>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" }))
            reader.RequestSnapshot();
        for (var i = 0; i < 3; i++)
            writer.TryPublish(default);
        writer.MarkKeyframe(2);
        Assert.Contains("  snapshot last from 2 on, intact; asked for 1 times\n  epoch 2 from 1 on\n", ToolRun.Of("dump", _directory.Ring()).Output);
        Assert.Contains("  snapshot  last from 2 on, intact; asked for 1 times\n", ToolRun.Of("stat", _directory.Ring(), "--once").Output);

        for (var i = 0; i < 8; i++)
            writer.TryPublish(default);
        Assert.Contains("  snapshot last from 2 on, overwritten; asked for 1 times\n", ToolRun.Of("dump", _directory.Ring()).Output);
        var stat = JsonDocument.Parse(ToolRun.Of("stat", _directory.Ring(), "--once", "--json").Output).RootElement;
        Assert.Equal((1L, 2L, false, 1), (stat.GetProperty("epoch_start").GetInt64(), stat.GetProperty("last_keyframe").GetInt64(), stat.GetProperty("is_keyframe_intact").GetBoolean(), stat.GetProperty("snapshot_requests").GetInt32()));
    }

    [Fact]
    public void Dump_EachFormat_HasTheSameRecords()
    {
        using var writer = RingWriter<Pair>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        for (var i = 0; i < 3; i++)
            writer.TryPublish(new Pair { Price = 100 + i, Size = 0.5 * i });

        Assert.Equal("sequence,Price,Size\n1,101,0.5\n2,102,1\n", ToolRun.Of("dump", _directory.Ring(), "--from", "1", "--format", "csv").Output);
        Assert.Equal("{\"sequence\":1,\"Price\":101,\"Size\":0.5}\n", ToolRun.Of("dump", _directory.Ring(), "--from", "1", "--count", "1", "--format", "jsonl").Output);
        Assert.EndsWith("sequence  Price  Size\n       1    101   0.5\n       2    102     1\n", ToolRun.Of("dump", _directory.Ring(), "--last", "2").Output);
        Assert.Equal("sequence 2\n  0000  66 00 00 00 00 00 00 00 00 00 00 00 00 00 f0 3f\n", ToolRun.Of("dump", _directory.Ring(), "--last", "1", "--format", "hex").Output);
    }

    [Fact]
    public void Dump_NumbersThatJsonHasNot_AreStrings()
    {
        using var writer = RingWriter<Odd>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        writer.TryPublish(new Odd { Ratio = double.NaN, Whole = Int128.MaxValue, Large = long.MaxValue });

        var record = JsonDocument.Parse(ToolRun.Of("dump", _directory.Ring(), "--json").Output).RootElement;
        Assert.Equal(("NaN", Int128.MaxValue.ToString(), long.MaxValue), (record.GetProperty("Ratio").GetString(), record.GetProperty("Whole").GetString(), record.GetProperty("Large").GetInt64()));
    }

    [Theory]
    [InlineData(0, "is overwritten; intact are the sequences")]
    [InlineData(100, "is not written yet")]
    [InlineData(-1, "the ring starts later")]
    public void Dump_SequenceThatIsNotThere_SaysWhatIs(long from, string expected)
    {
        using var writer = RingWriter<long>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        for (var i = 0; i < 100; i++)
            writer.TryPublish(i);

        var run = ToolRun.Of("dump", _directory.Ring(), "--from", $"{from}");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Notes);
    }

    [Fact]
    public void Dump_EmptyRing_SaysSo()
    {
        using var writer = RingWriter<long>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        Assert.Contains("nothing is published yet", ToolRun.Of("dump", _directory.Ring()).Output);
        Assert.Contains("the ring has no records yet", ToolRun.Of("dump", _directory.Ring(), "--from", "0").Notes);
    }

    [Fact]
    public void Dump_WhileAWriterLaps_ShowsOnlyWholeRecords()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "1000000000");
        writer.Expect("ready");
        writer.Say("go");
        using var inspector = RingBuffer.Inspecting.RingInspector.Attach(_directory.Ring());
        Eventually.True(() => inspector.Look().Cursor > 1000, "the writer laps");
        for (var i = 0; i < 20; i++)
        {
            foreach (var line in ToolRun.Of("dump", _directory.Ring(), "--last", "64", "--json").Lines)
                AssertWhole(JsonDocument.Parse(line).RootElement);
        }
    }

    private static void AssertWhole(JsonElement record)
    {
        var expected = default(TestRecord);
        expected.Fill(record.GetProperty("sequence").GetInt64());
        Assert.Equal(
            [expected.Sequence, expected.A, expected.B, expected.C, expected.D, expected.E, expected.F, expected.G],
            record.EnumerateObject().Skip(1).Select(field => field.Value.GetInt64()));
    }

    private struct Pair
    {
        public long Price;
        public double Size;
    }

    private struct Odd
    {
        public Int128 Whole;
        public double Ratio;
        public long Large;
    }
}
