using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Memory;

public sealed class LeftOversTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Examine_Ring_FollowsItsLifelines()
    {
        var ring = _directory.Ring();
        var writer = RingWriter<long>.Create(ring);
        var reader = GatedReader<long>.Attach(ring, new ReaderOptions { Name = "reader" });
        AssertKept(ring, DirectoryUse.UsedRing);
        writer.Dispose();
        AssertKept(ring, DirectoryUse.UsedRing);
        reader.Dispose();
        var before = _directory.Fingerprint();
        Assert.Equal(DirectoryUse.UnusedRing, LeftOvers.Examine(ring));
        Assert.Equal(before, _directory.Fingerprint());

        Assert.True(LeftOvers.TryRemove(ring + "/"));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Examine_RingOfAKilledWriter_IsUnused()
    {
        using (var writer = Peer.Start("write", _directory.Ring(), "64", "0", "10"))
        {
            writer.Expect("ready");
            writer.Signal(Peer.Stop);
            AssertKept(_directory.Ring(), DirectoryUse.UsedRing);
            writer.KillAndWait();
        }

        Assert.Equal(DirectoryUse.UnusedRing, LeftOvers.Examine(_directory.Ring()));
        Assert.True(LeftOvers.TryRemove(_directory.Ring()));
    }

    [Fact]
    public void Examine_Run_LivesWhileSomebodyIsInItOrInARingOfIt()
    {
        var registry = new RunRegistry(_directory.Path);
        var run = registry.Create("run");
        using var writer = RingWriter<long>.Create(run.RingPath("ring"));
        AssertKept(run.Path, DirectoryUse.LiveRun);
        run.Dispose();
        AssertKept(run.Path, DirectoryUse.UsedRun);
        writer.Dispose();
        Assert.Equal(DirectoryUse.DeadRun, LeftOvers.Examine(run.Path));

        Assert.True(LeftOvers.TryRemove(run.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData(".ring.tmp-", true)]
    [InlineData(".ring.dead-", true)]
    [InlineData(".run.dead-", false)]
    public void Examine_Unfinished_IsLeftAMinute(string prefix, bool hasFiles)
    {
        var path = Directory.CreateDirectory(_directory.Ring(prefix + Guid.NewGuid().ToString("N"))).FullName;
        foreach (var name in hasFiles ? (string[])["data", "control"] : [])
            File.WriteAllBytes(Path.Combine(path, name), [0]);
        AssertKept(path, DirectoryUse.InTransit);
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));
        Assert.Equal(DirectoryUse.Unfinished, LeftOvers.Examine(path));

        Assert.True(LeftOvers.TryRemove(path));
    }

    [Fact]
    public void Examine_UnfinishedWithoutALifeline_IsNotTouched()
    {
        // Its maker may be paused between any two steps.
        var path = Directory.CreateDirectory(_directory.Ring($".ring.tmp-{Guid.NewGuid():N}")).FullName;
        File.WriteAllBytes(Path.Combine(path, "data"), [0]);
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));

        AssertKept(path, DirectoryUse.Foreign);
    }

    [Fact]
    public void Examine_UnfinishedOfALivingCreator_IsKept()
    {
        // A creator that was paused for long in the middle of its work.
        using var writer = RingWriter<long>.Create(_directory.Ring());
        var path = _directory.Ring($".ring.tmp-{Guid.NewGuid():N}");
        Directory.Move(_directory.Ring(), path);
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));

        AssertKept(path, DirectoryUse.UsedRing);
    }

    [Fact]
    public void Examine_WhatIsSomebodyElses_IsForeign()
    {
        var foreign = Directory.CreateDirectory(_directory.Ring("foreign")).FullName;
        AssertKept(foreign, DirectoryUse.Foreign);
        File.WriteAllText(Path.Combine(foreign, "live"), "not a run");
        File.WriteAllText(Path.Combine(foreign, "control"), "not a ring");
        AssertKept(foreign, DirectoryUse.Foreign);
        File.WriteAllBytes(Path.Combine(foreign, "control"), new byte[0x5000]);
        AssertKept(foreign, DirectoryUse.Foreign);

        var named = Directory.CreateDirectory(_directory.Ring($".x.tmp-{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(Path.Combine(named, "letter"), "mine");
        Directory.SetLastWriteTimeUtc(named, DateTime.UtcNow.AddMinutes(-2));
        AssertKept(named, DirectoryUse.Foreign);
    }

    private static void AssertKept(string path, DirectoryUse expected)
    {
        Assert.Equal(expected, LeftOvers.Examine(path));
        Assert.False(LeftOvers.TryRemove(path));
        Assert.True(Directory.Exists(path));
    }
}
