using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>D-06: a ring appears whole, replaces only what nobody uses, and never under a live reader.</summary>
public sealed class CreateTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("000")]
    [InlineData("277")]
    public void Create_UnderAnyUmask_ExactPermissions(string mask)
    {
        using var writer = Peer.StartWithMask(mask, "write", _directory.Ring(), "64", "0", "0");
        writer.Expect("ready");
        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Ring()));
        Assert.Equal(ReadWrite, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "data")));
        Assert.Equal(ReadWrite, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "control")));
    }

    [Fact]
    public void Create_ForAGroup_DirectoryCanBeSearchedByIt()
    {
        const UnixFileMode Group = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64, FileMode = Group });
        Assert.Equal(Group | UnixFileMode.UserExecute | UnixFileMode.GroupExecute, File.GetUnixFileMode(_directory.Ring()));
        Assert.Equal(Group, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "data")));
    }

    [Fact]
    public void Create_OverALiveWriterOrReader_InUseAndUntouched()
    {
        var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        var before = _directory.Fingerprint();
        Assert.Equal(RingFault.InUse, FaultOfCreate());
        writer.Dispose();
        Assert.Equal(RingFault.InUse, FaultOfCreate());
        reader.Dispose();
        Assert.Equal(before.Length, _directory.Fingerprint().Length);
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 128 }).Dispose();
        AssertOnlyTheRingIsThere();
    }

    [Fact]
    public void Create_OverAKilledWriter_ReplacesAndTellsObservers()
    {
        using var dead = Peer.Start("write", _directory.Ring(), "64", "0", "100");
        dead.Expect("ready");
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
        Assert.Equal(RingFault.InUse, FaultOfCreate());
        dead.KillAndWait();
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 128 });

        // The observer still maps the old ring: it learns that nothing more comes, instead of waiting for ever.
        Assert.Equal(ObserveStatus.Closed, observer.TryRead(out _));
        using var fresh = Observer<TestRecord>.Attach(_directory.Ring());
        Assert.Equal(128, fresh.Capacity);
        AssertOnlyTheRingIsThere();
    }

    [Fact]
    public void Create_SomethingElseThere_LeftAsItIs()
    {
        File.WriteAllText(_directory.Ring("file"), "mine");
        Directory.CreateDirectory(_directory.Ring("folder"));
        File.WriteAllText(Path.Combine(_directory.Ring("folder"), "note"), "mine");
        Directory.CreateSymbolicLink(_directory.Ring("link"), _directory.Ring("folder"));
        var before = _directory.Fingerprint();
        foreach (var name in new[] { "file", "folder", "link" })
            Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(_directory.Ring(name))).Fault);
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(_directory.Ring("no/parent"))).Fault);
        Assert.Equal(before, _directory.Fingerprint());
        Assert.Equal(3, Directory.GetFileSystemEntries(_directory.Path).Length);
    }

    [Fact]
    public void Create_OldDirectoryOfACreatorThatMayBePaused_NoFileOfItIsDeleted()
    {
        // Without a lifeline to ask for, whoever made the directory may be between any two of its steps.
        var empty = Directory.CreateDirectory(_directory.Ring($".ring.tmp-{Guid.NewGuid():N}")).FullName;
        var started = Directory.CreateDirectory(_directory.Ring($".ring.tmp-{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(Path.Combine(started, "data"), "of a creator");
        Directory.SetLastWriteTimeUtc(empty, DateTime.UtcNow.AddHours(-1));
        Directory.SetLastWriteTimeUtc(started, DateTime.UtcNow.AddHours(-1));
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 }).Dispose();
        Assert.False(Directory.Exists(empty));
        Assert.True(File.Exists(Path.Combine(started, "data")));
    }

    [Fact]
    public void Create_RemainsOfCreatorsThatDied_RemovedOnceTheyAreOld()
    {
        var half = _directory.Ring($".ring.tmp-{Guid.NewGuid():N}");
        var other = _directory.Ring(".ring.tmp-not-a-guid");
        var young = _directory.Ring($".ring.dead-{Guid.NewGuid():N}");
        foreach (var directory in new[] { half, other, young })
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(Path.Combine(directory, "control"), new byte[RingLayout.ControlBytes]);
        }

        Directory.SetLastWriteTimeUtc(half, DateTime.UtcNow.AddHours(-1));
        Directory.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddHours(-1));
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 }).Dispose();
        Assert.False(Directory.Exists(half));
        Assert.True(Directory.Exists(other));
        Assert.True(Directory.Exists(young));
    }

    [Fact]
    public void Create_TwoProcessesRace_OneWinsTheOtherIsTold()
    {
        // Odd rounds: over the left-over of the round before. Each must end with exactly one ring, the winner's.
        using var one = Peer.Start("create-race", _directory.Ring());
        using var two = Peer.Start("create-race", _directory.Ring());
        one.Expect("ready");
        two.Expect("ready");
        for (var round = 0; round < 40; round++)
        {
            one.Say("go");
            two.Say("go");
            string[] said = [one.ReadLine(), two.ReadLine()];
            Assert.Single(said, "won");
            Assert.Single(said, s => s.StartsWith("lost InUse", StringComparison.Ordinal));
            AssertOnlyTheRingIsThere();
            using (var observer = Observer<TestRecord>.Attach(_directory.Ring()))
                Assert.Equal(ObserveStatus.Empty, observer.TryRead(out _));
            one.Say("close");
            two.Say("close");
            one.Expect("closed");
            two.Expect("closed");
        }
    }

    [Fact]
    public async Task Attach_WhileTheRingIsReplacedAgainAndAgain_NeverJoinsARemovedOne()
    {
        using var done = new CancellationTokenSource();
        var replacing = Task.Run(
            () =>
            {
                var replaced = 0;
                while (!done.IsCancellationRequested)
                {
                    try
                    {
                        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 2 }).Dispose();
                        replaced++;
                    }
                    catch (RingException e) when (e.Fault == RingFault.InUse)
                    {
                        // The reader is in: never replaced under it.
                    }
                }

                return replaced;
            },
            TestContext.Current.CancellationToken);
        var joined = 0;
        while (joined < 500)
        {
            try
            {
                using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
                using var data = MappedFile.OpenRead(Path.Combine(_directory.Ring(), "data"), RingLayout.SlotsOffset);
                using var control = MappedFile.OpenRead(Path.Combine(_directory.Ring(), "control"), RingLayout.ControlBytes);

                // While the reader is in, what lies at the path is the ring that it joined.
                Assert.Equal(ReaderEntry.Active, control.At<ReaderEntry>(RingLayout.ReaderOffset(reader.Index)).State);
                Assert.Equal(data.At<RingHeader>(0).RingId, control.At<Guid>(RingLayout.ControlRingIdOffset));
                joined++;
            }
            catch (RingException e) when (e.Fault == RingFault.NotFound)
            {
                // Between removal and appearance there is nothing.
            }
        }

        await done.CancelAsync();
        Assert.True(await replacing > 0);
    }

    private RingFault FaultOfCreate() =>
        Assert.Throws<RingException>(() => RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 })).Fault;

    private void AssertOnlyTheRingIsThere() => Assert.Equal([_directory.Ring()], Directory.GetFileSystemEntries(_directory.Path));
}
