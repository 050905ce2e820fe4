using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>A ring is replaced between two steps of somebody who had opened it: each of them notices, and none touches the new one.</summary>
public sealed partial class ReplacedRingTests : IDisposable
{
    private static readonly RecordSchema s_schema = RecordSchema.Of<TestRecord>();

    private readonly RingDirectory _directory = new();

    public ReplacedRingTests() => RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4 }).Dispose();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void RemoveIfUnused_ReplacedSinceItWasOpened_LeavesTheNewRing()
    {
        using var stale = MappedFile.OpenReadWrite(Path.Combine(_directory.Ring(), "control"), RingLayout.ControlBytes);
        using var directory = FileSystem.OpenDirectory(_directory.Ring(), TrustedOwner.SelfOrRoot);
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        RingFile.RemoveIfUnused(_directory.Ring(), directory, stale);
        using var reader = Join();
        Assert.Equal(ClaimStatus.Claimed, writer.TryPublish(default));
        Assert.Equal(1, reader.Available());
    }

    [Fact]
    public void Dispose_OpenFileSharedWithAChildThatIsBeingStarted_PlaceIsFree()
    {
        // Between fork and exec a child has all open files of its parent.
        var stale = Attach(RingFile.Access.Read);
        Assert.True(FileLocks.TryLock(stale.Control.Handle, RingLayout.WriterLock));
        using var shared = new SafeFileHandle(Duplicate(stale.Control.Handle), ownsHandle: true);
        Assert.False(shared.IsInvalid);
        stale.Dispose();
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
    }

    [Fact]
    public void Join_RemovedSinceItWasAttached_RefusedAsBeingReplaced()
    {
        using var stale = Attach(RingFile.Access.Read);
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        var e = Assert.Throws<RingException>(() => GatedReader<TestRecord>.Join(stale, new ReaderOptions { Name = "late" }));
        Assert.Equal(RingFault.NotInitialised, e.Fault);

        // Which attaching takes as a reason to look again.
        using var reader = Join();
        Assert.Equal(8, reader.Capacity);
    }

    [Fact]
    public void TakeOver_RemovedSinceItWasAttached_RefusedAsBeingReplaced()
    {
        using var stale = Attach(RingFile.Access.Write);
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 8 });
        Assert.Equal(RingFault.NotInitialised, Assert.Throws<RingException>(() => RingWriter<TestRecord>.TakeOver(stale, DeadReaderPolicy.Wait)).Fault);
    }

    [Fact]
    public void JoinAndTakeOver_WhileARemoverHoldsAllLocks_AreNotToldThatItIsFullOrInUse()
    {
        using var remover = MappedFile.OpenReadWrite(Path.Combine(_directory.Ring(), "control"), RingLayout.ControlBytes);
        Assert.True(FileLocks.TryLock(remover.Handle, RingLayout.WriterLock, RingLayout.AllLocks));
        using var reading = Attach(RingFile.Access.Read);
        using var writing = Attach(RingFile.Access.Write);
        Assert.Equal(RingFault.NotInitialised, Assert.Throws<RingException>(() => GatedReader<TestRecord>.Join(reading, new ReaderOptions { Name = "late" })).Fault);
        Assert.Equal(RingFault.NotInitialised, Assert.Throws<RingException>(() => RingWriter<TestRecord>.TakeOver(writing, DeadReaderPolicy.Wait)).Fault);
    }

    private RingFile Attach(RingFile.Access access) => RingFile.Attach(_directory.Ring(), s_schema, access, null, ring => ring);

    private GatedReader<TestRecord> Join() => GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" });

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(SafeFileHandle file);
}
