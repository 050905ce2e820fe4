using System.Runtime.CompilerServices;
using System.Text;
using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// The two mapped files of a ring, validated: who holds one can rely on capacity, record size and table size.
/// The words that change while it is mapped are still another process's and are checked where they are used.
/// </summary>
internal sealed unsafe partial class RingFile : IDisposable
{
    private readonly MappedFile _data;
    private readonly MappedFile? _control;
    private readonly bool _ownsFiles;

    // Whose files it may be, also when they are opened once more.
    private TrustedOwner _owner;

    private RingFile(string path, MappedFile data, MappedFile? control, RingHeader header, bool ownsFiles = true)
    {
        _ownsFiles = ownsFiles;
        Path = path;
        _data = data;
        _control = control;
        Header = header;
    }

    /// <summary>The kernel's, of this process.</summary>
    internal static Guid BootId { get; } = ReadBootId();

    internal string Path { get; }

    /// <summary>A copy: what was validated cannot change under its user.</summary>
    internal RingHeader Header { get; }

    internal long Capacity => Header.Capacity;

    // A copy is decoded: bytes that change meanwhile would overrun the decoder's result.
    internal string SchemaText => Encoding.UTF8.GetString(_data.Bytes(RingLayout.SchemaOffset, Header.SchemaBytes).ToArray());

    /// <summary>First slot. Lives as long as this object; the header's sizes were checked against the file's.</summary>
    internal byte* Slots => _data.Address + RingLayout.SlotsOffset;

    /// <summary>The stamps of a ring for many writers, one a slot. As for the slots; aligned to 128.</summary>
    internal SlotStamps Stamps => new((long*)(_data.Address + RingLayout.StampsOffset(Capacity, Header.RecordBytes)), Capacity);

    internal long* Cursor => (long*)(_data.Address + RingLayout.CursorOffset);

    internal long* Claim => (long*)(_data.Address + RingLayout.ClaimOffset);

    internal ref uint State => ref *(uint*)(_data.Address + RingLayout.StateOffset);

    internal ref uint Epoch => ref *(uint*)(_data.Address + RingLayout.EpochOffset);

    internal ref long LastKeyframe => ref *(long*)(_data.Address + RingLayout.LastKeyframeOffset);

    internal ref long EpochStart => ref *(long*)(_data.Address + RingLayout.EpochStartOffset);

    internal ref long Counter(long offset) => ref *(long*)(_data.Address + offset);

    /// <summary>False if it was attached for observing only.</summary>
    internal bool HasControl => _control is not null;

    internal MappedFile Control => _control ?? throw new InvalidOperationException("The ring was attached for observing only.");

    /// <summary>For those that follow the writer.</summary>
    internal WakeWords* Wake => (WakeWords*)(Control.Address + RingLayout.WakeOffset);

    /// <summary>For those that stay behind other readers.</summary>
    internal WakeWords* PositionWake => (WakeWords*)(Control.Address + RingLayout.PositionWakeOffset);

    internal ref int ReaderHighWater => ref *(int*)(Control.Address + RingLayout.ReaderHighWaterOffset);

    internal ref uint SnapshotRequests => ref *(uint*)(Control.Address + RingLayout.SnapshotRequestsOffset);

    internal ref ReaderEntry Reader(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)RingLayout.MaxReaders, nameof(index));
        return ref Unsafe.AsRef<ReaderEntry>(Control.Address + RingLayout.ReaderOffset(index));
    }

    internal ref WriterEntry Writer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)RingLayout.MaxWriters, nameof(index));
        return ref Unsafe.AsRef<WriterEntry>(Control.Address + RingLayout.WriterOffset(index));
    }

    internal bool IsReaderAlive(int index) => FileLocks.IsHeldByAnother(Control.Handle, RingLayout.FirstReaderLock + index);

    internal bool IsSharedWriterAlive(int index) => FileLocks.IsHeldByAnother(Control.Handle, RingLayout.FirstSharedWriterLock + index);

    internal bool IsWriterAlive() => FileLocks.IsHeldByAnother(Control.Handle, RingLayout.WriterLock);

    public void Dispose()
    {
        if (!_ownsFiles)
            return;
        _control?.Dispose();
        _data.Dispose();
    }
}
