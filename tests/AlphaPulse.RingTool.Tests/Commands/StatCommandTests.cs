using System.Text.Json;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingTool.Inspecting;

namespace AlphaPulse.RingTool.Tests.Commands;

/// <summary>Rings of other processes, live, paused and killed, as <c>stat</c> shows them.</summary>
public sealed class StatCommandTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Stat_PausedReaderOfAnotherProcess_IsNamedWithHowLongTheRingWaits()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var paused = Peer.Start("read-gated", _directory.Ring(), "book");
        paused.Expect("ready");
        paused.Signal(Peer.Stop);
        Eventually.True(() => paused.State() == 'T', "the reader is stopped");
        while (writer.TryPublish(default) == ClaimStatus.Claimed)
        {
        }

        Eventually.True(() => writer.TryClaim() == ClaimStatus.Full && Once().GetProperty("readers")[0].GetProperty("holds_writer_secs").ValueKind == JsonValueKind.Number, "the wait is shown");
        var ring = Once();
        var reader = ring.GetProperty("readers")[0];
        Assert.Equal(("book", 64, 100.0), (ring.GetProperty("slowest_reader").GetString(), ring.GetProperty("waiting").GetInt64(), ring.GetProperty("occupancy_percent").GetDouble()));
        Assert.True(reader.GetProperty("is_slow").GetBoolean());
        var process = reader.GetProperty("process");
        Assert.Equal((paused.Id, true, "stopped", true), (process.GetProperty("pid").GetInt32(), process.GetProperty("is_confirmed").GetBoolean(), process.GetProperty("state").GetString(), process.GetProperty("is_paused").GetBoolean()));

        var text = ToolRun.Of("stat", _directory.Ring(), "--interval", "0.05").Output;
        Assert.Contains("slowest: book", text);
        Assert.Matches($@"book +{paused.Id}  PAUSED ", text);
        Assert.Matches("holds the writer back: the ring is full and has waited for it for [0-9.]+ m?s", text);
        Assert.Contains($"'kill -CONT {paused.Id}' lets it go on", text);
        Assert.Matches("is slow, seen for [0-9.]+ m?s; has not moved for [0-9.]+ m?s", text);
        paused.Signal(Peer.Continue);
        Eventually.True(() => writer.TryClaim() == ClaimStatus.Claimed, "the reader has gone on");
        Assert.DoesNotContain("PAUSED", ToolRun.Of("stat", _directory.Ring(), "--once").Output);
    }

    [Fact]
    public void Stat_KilledWriterAndReader_AreToldDead()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        using var reader = Peer.Start("hold", _directory.Ring(), "guard");
        reader.Expect("ready");
        writer.Say("go");
        writer.Expect("written");
        Assert.Contains($"writer    alive, pid {writer.Id} (", ToolRun.Of("stat", _directory.Ring(), "--once").Output);
        writer.KillAndWait();
        reader.KillAndWait();

        var run = ToolRun.Of("stat", _directory.Ring(), "--once");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("writer    died; epoch 1", run.Output);
        Assert.Matches($@"guard +{reader.Id}\? DEAD ", run.Output);
        Assert.Contains("died without leaving", run.Output);
        Assert.Equal("died", Once().GetProperty("writer").GetString());
    }

    [Fact]
    public void Stat_PausedWriter_IsToldPausedNotDead()
    {
        using var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10");
        writer.Expect("ready");
        writer.Signal(Peer.Stop);
        Eventually.True(() => writer.State() == 'T', "the writer is stopped");

        var text = ToolRun.Of("stat", _directory.Ring(), "--once").Output;
        Assert.Contains($"writer    alive, pid {writer.Id} (", text);
        Assert.Contains("stopped; epoch 1: PAUSED, seen for 0.0 ms", text);
        Assert.True(Once().GetProperty("writer_process").GetProperty("is_paused").GetBoolean());
    }

    [Fact]
    public void Stat_RatesOverAnInterval_AreThoseOfTheRecords()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        using var rings = new WatchedRings(_directory.Ring());
        var first = Assert.Single(rings.Look().Rings);
        Assert.Null(first.RecordsPerSecond);
        for (var i = 0; i < 40; i++)
            writer.TryPublish(default);
        reader.Release(reader.Available() - 30);

        var second = Assert.Single(rings.Look().Rings);
        Assert.Equal(40, second.RecordsPerSecond!.Value * second.IntervalSecs!.Value, 6);
        Assert.Equal(10, second.Readers[0].RecordsPerSecond!.Value * second.IntervalSecs.Value, 6);
        Assert.Equal((30L, 30 * 100.0 / 64, true), (second.Waiting, second.OccupancyPercent, second.Readers[0].IsSlow));
        Assert.Equal(0, second.Readers[0].SlowAtLeastSecs);
        var third = Assert.Single(rings.Look().Rings);
        Assert.Equal(third.IntervalSecs!.Value, third.Readers[0].SlowAtLeastSecs!.Value, 6);
        Assert.Equal(third.IntervalSecs.Value, third.Readers[0].UnmovedAtLeastSecs, 6);
    }

    [Fact]
    public void Stat_RingThatIsReplaced_IsLookedAtAnew()
    {
        var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var rings = new WatchedRings(_directory.Path);
        var first = Assert.Single(rings.Look().Rings);
        writer.Dispose();
        using var successor = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 128 });

        var second = Assert.Single(rings.Look().Rings);
        Assert.NotEqual(first.RingId, second.RingId);
        Assert.Null(second.RecordsPerSecond);
        successor.Dispose();
        Directory.Delete(_directory.Ring(), recursive: true);
        Assert.Empty(rings.Look().Rings);
    }

    [Fact]
    public void Stat_BrokenReader_IsNamedAndWhatItWroteCannotSteerATerminal()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "redred[31mxyz" });
        using var control = MappedFile.OpenReadWrite(Path.Combine(_directory.Ring(), "control"), 1);

        // A name that no reader is given: it is refused when one joins.
        "red\e[31m\u202e"u8.CopyTo(control.Bytes(0x10A0, "red\e[31m\u202e"u8.Length));
        control.At<long>(0x1000) = long.MinValue;
        var run = ToolRun.Of("stat", _directory.Ring(), "--once");
        control.At<long>(0x1000) = 0;

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("its position -9223372036854775808 is impossible: its process is broken", run.Output);
        Assert.Contains("red?", run.Output);
        Assert.DoesNotContain('\e', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
    }

    [Fact]
    public void Stat_Run_ShowsTheRingsThatItIsAbout()
    {
        using var run = new RunRegistry(_directory.Path).Create("run");
        Directory.CreateDirectory(run.File("noise"));
        using var venue = RingWriter<TestRecord>.Create(run.RingPath("venue"), new RingOptions { Capacity = 64 });
        using var noise = RingWriter<TestRecord>.Create(run.File("noise/spans"), new RingOptions { Capacity = 64 });

        Assert.Equal([venue.Path], Shown("run"));
        Assert.Equal([venue.Path], Shown("run/venue"));
        Assert.Equal([noise.Path], Shown("run/noise"));
        Assert.Equal([noise.Path], Shown(noise.Path));
        Assert.Equal(2, ToolRun.Of("list", run.Path, "--json").Lines.Length);

        string[] Shown(string place) =>
            [.. ToolRun.Of("stat", place, "--dir", _directory.Path, "--once", "--json").Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("ring").GetString()!)];
    }

    [Fact]
    public void Stat_NothingThere_SaysSo()
    {
        var run = ToolRun.Of("stat", "--dir", _directory.Path, "--once");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains($"there is no ring in {_directory.Path}", run.Notes);
    }

    private JsonElement Once()
    {
        var run = ToolRun.Of("stat", _directory.Ring(), "--once", "--json");
        return JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
    }
}
