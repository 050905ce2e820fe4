using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>Somebody renames or deletes a ring's directory while it is in use: its users go on, who comes finds what the path leads to.</summary>
public sealed class MovedRingTests : IDisposable
{
    private readonly RingDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Directory_RenamedOrDeletedInUse_UsersGoOnAndNewcomersFindNothing(bool isRenamed)
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4 });
        using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });
        using var observer = Observer<TestRecord>.Attach(_directory.Ring());
        using var inspector = RingInspector.Attach(_directory.Ring());
        using var dying = Peer.Start("hold", _directory.Ring(), "dying");
        dying.Expect("ready");
        if (isRenamed)
            Directory.Move(_directory.Ring(), _directory.Ring("moved"));
        else
            Directory.Delete(_directory.Ring(), recursive: true);

        foreach (var open in AccessKinds.Opening.Values)
            Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => open(_directory.Ring(), TrustedOwner.SelfOrRoot)).Fault);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
            Assert.Equal(1, reader.Available());
            reader.Release(1);
            Assert.Equal(ObserveStatus.Read, observer.TryRead(out _));
        }

        // The dead are still told from the living: locks belong to open files, not to paths.
        var snapshot = inspector.Look();
        Assert.Equal(4, snapshot.Cursor);
        Assert.Equal(2, snapshot.Readers.Count(reader => reader.IsAlive));
        Assert.Equal(ClaimStatus.Full, writer.TryPublish(default));
        dying.KillAndWait();
        Eventually.True(() => writer.TryPublish(default) == ClaimStatus.Claimed, "the dead reader's entry is closed");

        // A new ring at the old path is another one.
        using (var other = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 }))
            Assert.Equal(0, other.Cursor);
        Assert.Equal(1, reader.Available());
        if (!isRenamed)
            return;
        using var late = GatedReader<TestRecord>.Attach(_directory.Ring("moved"), new ReaderOptions { Name = "late" });
        Assert.Equal(5, late.JoinSequence);
    }

    [Fact]
    public async Task Attach_WhileTwoRingsChangePlaces_NeverMixesTheirFiles()
    {
        RingWriter<TestRecord>.Create(_directory.Ring("a"), new RingOptions { Capacity = 4 }).Dispose();
        RingWriter<TestRecord>.Create(_directory.Ring("b"), new RingOptions { Capacity = 8 }).Dispose();
        using var done = new CancellationTokenSource();
        var swapping = Task.Run(
            () =>
            {
                var swapped = 0;
                for (; !done.IsCancellationRequested; swapped++)
                {
                    Directory.Move(_directory.Ring("a"), _directory.Ring("c"));
                    Directory.Move(_directory.Ring("b"), _directory.Ring("a"));
                    Directory.Move(_directory.Ring("c"), _directory.Ring("b"));
                }

                return swapped;
            },
            TestContext.Current.CancellationToken);
        var opened = 0;
        while (opened < 500)
        {
            try
            {
                // At once: a ring id that is not the other file's would be an error here, not a reason to try again.
                using var inspector = RingInspector.Attach(_directory.Ring("a"));
                opened++;
            }
            catch (RingException e) when (e.Fault == RingFault.NotFound)
            {
                // Between two renames.
            }
        }

        await done.CancelAsync();
        Assert.True(await swapping > 0);
    }
}
