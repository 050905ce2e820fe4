using System.Text.Json;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingTool.Tests.Commands;

public sealed class ListAndCleanTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void List_LiveAndLeftOver_AreToldApart()
    {
        using var live = new RunRegistry(_directory.Path).Create("live-run");
        using var writer = RingWriter<TestRecord>.Create(live.RingPath("venue"), new RingOptions { Capacity = 64 });
        using var reader = GatedReader<TestRecord>.Attach(live.RingPath("venue"), new ReaderOptions { Name = "reader" });
        writer.TryPublish(default);
        KillAWriter(_directory.Ring("dead"));

        var rings = ToolRun.Of("list", _directory.Path, "--json").Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([_directory.Ring("dead"), live.RingPath("venue")], rings.Select(ring => ring.GetProperty("ring").GetString()));
        Assert.Equal([("died", true, 0), ("alive", false, 1)], rings.Select(ring => (ring.GetProperty("writer").GetString()!, ring.GetProperty("is_left_over").GetBoolean(), ring.GetProperty("readers").GetInt32())));
        Assert.Equal((live.Path, "live_run"), (rings[1].GetProperty("run").GetString(), rings[1].GetProperty("run_use").GetString()));

        var text = ToolRun.Of("list", _directory.Path).Output;
        Assert.Contains("live-run  (live run)\n", text);
        Assert.Matches("rings/venue +64 B +64 +1 alive +1 ", text);
        Assert.Contains("left over: nobody uses it", text);
        Assert.Contains($"2 rings in {_directory.Path}, 1 left over with 12,288 bytes ('ringtool clean' removes them)", text);
        Assert.Single(ToolRun.Of("list", live.Path, "--json").Lines);
        Assert.Single(ToolRun.Of("list", _directory.Ring("dead"), "--json").Lines);
    }

    [Fact]
    public void List_FilesThatAreNoRing_AreListedWithTheFault()
    {
        var fake = Directory.CreateDirectory(_directory.Ring("fake")).FullName;
        File.WriteAllBytes(Path.Combine(fake, "data"), new byte[0x3000]);
        File.WriteAllText(Path.Combine(fake, "control"), "not a ring");
        File.CreateSymbolicLink(_directory.Ring("link"), "/dev/shm");

        var ring = JsonDocument.Parse(Assert.Single(ToolRun.Of("list", _directory.Path, "--json").Lines)).RootElement;
        Assert.Equal((fake, false), (ring.GetProperty("ring").GetString(), ring.GetProperty("is_left_over").GetBoolean()));
        Assert.Contains("not initialised", ring.GetProperty("fault").GetString());
        Assert.Equal(2, ToolRun.Of("dump", fake).ExitCode);
        Assert.Equal(2, ToolRun.Of("stat", fake, "--once").ExitCode);
    }

    [Fact]
    public void Clean_LeftOversAndLiving_RemovesTheFirstAndSaysWhyNotTheOthers()
    {
        var registry = new RunRegistry(_directory.Path);
        using var live = registry.Create("live-run");
        var dead = registry.Create("dead-run");
        KillAWriter(dead.RingPath("venue"));
        dead.Dispose();
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring("live-ring"), new RingOptions { Capacity = 64 });
        KillAWriter(_directory.Ring("dead-ring"));
        Directory.CreateDirectory(_directory.Ring("other"));

        var before = _directory.Fingerprint();
        var trial = ToolRun.Of("clean", _directory.Path, "--dry-run").Output;
        Assert.Contains($"would remove {dead.Path}: a run that nobody takes part in any more\n", trial);
        Assert.Contains($"would remove {_directory.Ring("dead-ring")}: a ring without a living writer or gated reader\n", trial);
        Assert.Equal(before, _directory.Fingerprint());

        var run = ToolRun.Of("clean", _directory.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"removed      {dead.Path}: ", run.Output);
        Assert.Contains($"left         {live.Path}: a live run\n", run.Output);
        Assert.Contains($"left         {_directory.Ring("live-ring")}: a ring with a living writer or gated reader\n", run.Output);
        Assert.Contains($"left         {_directory.Ring("other")}: neither a run nor a ring\n", run.Output);
        Assert.Contains("2 removed, 3 left, in ", run.Output);
        Assert.Equal(["live-ring", "live-run", "other"], Directory.GetFileSystemEntries(_directory.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
    }

    [Fact]
    public void Clean_InsideALiveRun_IsRefused()
    {
        using var live = new RunRegistry(_directory.Path).Create("live-run");
        RingWriter<TestRecord>.Create(live.RingPath("venue"), new RingOptions { Capacity = 64 }).Dispose();

        var run = ToolRun.Of("clean", live.RingsPath);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("belongs to the live run", run.Notes);
        Assert.True(Directory.Exists(live.RingPath("venue")));
    }

    [Fact]
    public void AllReadingCommands_LiveRing_ChangeNoByte()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        for (var i = 0; i < 30; i++)
            writer.TryPublish(default);
        var before = _directory.Fingerprint();

        Assert.Equal(0, ToolRun.Of("list", _directory.Path).ExitCode);
        Assert.Equal(0, ToolRun.Of("stat", _directory.Ring(), "--interval", "0.01", "--count", "3").ExitCode);
        Assert.Equal(0, ToolRun.Of("dump", _directory.Ring(), "--last", "64").ExitCode);
        Assert.Equal(0, ToolRun.Of("clean", _directory.Path).ExitCode);
        Assert.Equal(before, _directory.Fingerprint());
    }

    private static void KillAWriter(string ring)
    {
        using var writer = Peer.Start("write", ring, "64", "0", "10");
        writer.Expect("ready");
        writer.KillAndWait();
    }
}
