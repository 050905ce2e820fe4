using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// A real ring in memory, mapped once, whose bytes are set back before each case: a case costs no opening and no mapping. Each
/// participant has an open file of its own, because that is what kernel locks belong to.
/// </summary>
internal sealed class RingImage : IDisposable
{
    internal const int Capacity = 8;
    internal const int Participants = 5;

    // Two laps and some.
    private const int Written = 2 * Capacity + 5;

    private readonly string _directory;
    private readonly (byte[] Data, byte[] Control)[] _good;
    private readonly MappedFile[] _controls = new MappedFile[Participants];
    private readonly MappedFile _data;

    internal RingImage(bool hasManyWriters = false)
    {
        HasManyWriters = hasManyWriters;
        _directory = Directory.CreateDirectory($"/dev/shm/alphapulse-fuzz-{Guid.NewGuid():N}").FullName;
        Path = System.IO.Path.Combine(_directory, "ring");
        var late = hasManyWriters ? BuildMany(RingOptions.MaxFirstSequence) : Build(RingOptions.MaxFirstSequence);
        var open = hasManyWriters ? BuildMany(0) : Build(0);
        var closed = ((byte[])open.Data.Clone(), open.Control);
        closed.Item1[RingLayout.StateOffset] = (byte)RingLayout.StateClosed;
        _good = [open, late, closed];
        _data = MappedFile.OpenReadWrite(DataPath(Path), 1);
        for (var i = 0; i < Participants; i++)
            _controls[i] = MappedFile.OpenReadWrite(ControlPath(Path), 1);
    }

    internal int Variants => _good.Length;

    internal bool HasManyWriters { get; }

    internal static RecordSchema Schema { get; } = RecordSchema.Of<FuzzRecord>();

    internal string Path { get; }

    internal Span<byte> Data => _data.Bytes(0, (int)_data.Length);

    internal Span<byte> Control => _controls[0].Bytes(0, (int)RingLayout.ControlBytes);

    internal ref RingHeader Header => ref _data.At<RingHeader>(0);

    /// <summary>Sets all bytes back and lets go of all locks.</summary>
    internal void Reset(int variant)
    {
        _good[variant].Data.CopyTo(Data);
        _good[variant].Control.CopyTo(Control);
        foreach (var control in _controls)
            FileLocks.Unlock(control.Handle, RingLayout.WriterLock, FileLocks.ToTheEnd);
    }

    /// <summary>Lets go of a participant's locks, as the kernel does when a process dies.</summary>
    internal void Kill(int participant) => FileLocks.Unlock(_controls[participant].Handle, RingLayout.WriterLock, FileLocks.ToTheEnd);

    /// <summary>A word of one of the files, at a multiple of 8.</summary>
    internal ref long Word(bool isControl, long offset) => ref (isControl ? _controls[0] : _data).At<long>(offset);

    /// <summary>The stamps of a ring for many writers.</summary>
    internal unsafe SlotStamps Stamps => new((long*)(_data.Address + RingLayout.StampsOffset(Capacity, Schema.RecordBytes)), Capacity);

    /// <summary>The ring as one participant sees it, checked as when it is opened. Disposing it leaves the mappings, and the locks.</summary>
    internal RingFile Open(int participant) => RingFile.Over(Path, _data, _controls[participant], Schema, out var fault) ?? throw fault!;

    /// <summary>Why the ring cannot be opened, with its control file or without it; null if it can.</summary>
    internal RingException? Fault(bool withControl)
    {
        _ = RingFile.Over(Path, _data, withControl ? _controls[0] : null, Schema, out var fault);
        return fault;
    }

    /// <summary>The same as <see cref="Open"/> without the control file.</summary>
    internal RingFile OpenToObserve() => RingFile.Over(Path, _data, control: null, Schema, out var fault) ?? throw fault!;

    /// <summary>A record that a participant was given must lie in the slots.</summary>
    internal unsafe void RequireInSlots(ref readonly FuzzRecord record)
    {
        var offset = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in record)) - _data.Address;
        if (offset < RingLayout.SlotsOffset || offset + sizeof(FuzzRecord) > RingLayout.SlotsOffset + Capacity * sizeof(FuzzRecord))
            throw new FuzzFailureException($"a record at offset {offset} of {_data.Length} bytes was handed out");
    }

    /// <summary>Stores the present bytes, cut to lengths, as files of a ring of their own.</summary>
    internal string Store(int dataLength, int controlLength)
    {
        var path = Directory.CreateDirectory(System.IO.Path.Combine(_directory, "stored")).FullName;
        File.WriteAllBytes(DataPath(path), Data[..Math.Min(dataLength, Data.Length)]);
        File.WriteAllBytes(ControlPath(path), Control[..Math.Min(controlLength, Control.Length)]);
        return path;
    }

    public void Dispose()
    {
        foreach (var control in _controls)
            control.Dispose();
        _data.Dispose();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    internal static string DataPath(string ring) => System.IO.Path.Combine(ring, RingLayout.DataFileName);

    internal static string ControlPath(string ring) => System.IO.Path.Combine(ring, RingLayout.ControlFileName);

    /// <summary>Creates the ring, has it lapped twice, and reads its files while a reader is in: so they look when all have died.</summary>
    private (byte[] Data, byte[] Control) Build(long firstSequence)
    {
        using var writer = RingWriter<FuzzRecord>.Create(Path, new RingOptions { Capacity = Capacity, FirstSequence = firstSequence });
        using var reader = GatedReader<FuzzRecord>.Attach(Path, new ReaderOptions { Name = "dead" });
        for (var i = 0; i < Written; i++)
        {
            writer.TryPublish(new FuzzRecord { Sequence = firstSequence + i, Check = i });
            reader.Release(reader.Available());
        }

        writer.MarkKeyframe(firstSequence + Written - Capacity / 2);
        return (File.ReadAllBytes(DataPath(Path)), File.ReadAllBytes(ControlPath(Path)));
    }

    /// <summary>The same by two writers, who both die with a claim open, behind two tombstones.</summary>
    private (byte[] Data, byte[] Control) BuildMany(long firstSequence)
    {
        using var first = MultiWriterRing<FuzzRecord>.Create(Path, "dead writer", new RingOptions { Capacity = Capacity, FirstSequence = firstSequence });
        using var second = MultiWriterRing<FuzzRecord>.Join(Path, "another dead writer");
        using var reader = GatedReader<FuzzRecord>.Attach(Path, new ReaderOptions { Name = "dead" });
        for (var i = 0; i < Written - 2; i++)
        {
            var writer = i % 2 == 0 ? first : second;
            writer.TryClaim();
            writer[0] = new FuzzRecord { Sequence = writer.Sequence, Check = i };
            writer.Publish();
            reader.Release(reader.Available());
        }

        second.TryClaim(2);
        second.GiveUp();
        first.TryClaim(2);
        second.TryClaim();
        return (File.ReadAllBytes(DataPath(Path)), File.ReadAllBytes(ControlPath(Path)));
    }
}
