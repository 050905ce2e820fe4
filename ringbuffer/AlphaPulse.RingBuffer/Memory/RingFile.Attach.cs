using System.Diagnostics;
using System.Text;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// Attaching: 1. the files' sizes, before any byte is touched; 2. the magic, waited for until the deadline; 3. version and
/// byte order; 4. CRC; 5. every size against the file's real one; 6. the schema; 7. both files carry one ring id.
/// Nothing is changed or deleted. 8. Who takes a lifeline then asks whether the path still leads to this ring.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    /// <summary>How long attaching waits for a ring that exists to become initialised.</summary>
    internal static readonly TimeSpan DefaultAttachTimeout = TimeSpan.FromSeconds(2);

    internal enum Access
    {
        /// <summary>Data read-only, control not at all.</summary>
        Observe,

        /// <summary>Both read-only.</summary>
        Inspect,

        /// <summary>Data read-only, control read-write.</summary>
        Read,

        /// <summary>Both read-write.</summary>
        Write,
    }

    /// <summary>
    /// Attaches and gives the ring to <paramref name="use"/>, which owns it if it returns. Whatever throws
    /// <see cref="RingFault.NotInitialised"/>, be it <paramref name="use"/>, is tried anew until the deadline. Without a
    /// <paramref name="schema"/> a ring of any record will do.
    /// </summary>
    internal static TUser Attach<TUser>(string path, RecordSchema? schema, Access access, TimeSpan? timeout, Func<RingFile, TUser> use)
    {
        path = System.IO.Path.GetFullPath(path);

        // From the first failure on: a process that was paused before it still gets its tries.
        long? started = null;
        while (true)
        {
            try
            {
                var ring = TryAttach(path, schema, access);
                try
                {
                    return use(ring);
                }
                catch
                {
                    ring.Dispose();
                    throw;
                }
            }
            catch (RingException e) when (e.Fault == RingFault.NotInitialised && Stopwatch.GetElapsedTime(started ??= Stopwatch.GetTimestamp()) < (timeout ?? DefaultAttachTimeout))
            {
                // Its creator is still filling it, or it is being replaced at this moment.
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>
    /// To be asked when a lifeline was taken, before anything is written: false if the ring was removed between the opening
    /// of its files and the lock. Once it has been true, the lifeline keeps it true.
    /// </summary>
    internal bool IsCurrent() => FileStatus.IsSameFile(Control.Handle, Control.Path);

    /// <summary>True while somebody removes the ring as a left-over: all its lifelines are taken for a moment.</summary>
    internal bool IsBeingRemoved() => FileLocks.IsHeldByAnother(Control.Handle, RingLayout.RemovalLock) || !IsCurrent();

    /// <summary>To be asked by who wants to write: a ring for one writer and one for many are written differently.</summary>
    /// <exception cref="RingException"><see cref="RingFault.OtherKind"/>.</exception>
    internal void RequireManyWriters(bool expected)
    {
        if (Header.HasManyWriters == expected)
            return;
        throw new RingException(RingFault.OtherKind, Path, expected
            ? "is a ring for one writer, expected one for many. Write to it with RingWriter, or choose another path."
            : "is a ring for many writers, expected one for a single writer. Join it with MultiWriterRing, or choose another path.");
    }

    /// <summary>
    /// The same ring once more, both files read-write, to put right what a dead writer left; null if it cannot be had: the files are
    /// read-only for this user, or the ring was removed.
    /// </summary>
    internal RingFile? TryOpenForRepair()
    {
        MappedFile? data = null;
        MappedFile? control = null;
        try
        {
            data = MappedFile.OpenReadWrite(System.IO.Path.Combine(Path, RingLayout.DataFileName), Header.FileBytes);
            control = MappedFile.OpenReadWrite(System.IO.Path.Combine(Path, RingLayout.ControlFileName), RingLayout.ControlBytes);
            if (data.At<RingHeader>(0).RingId == Header.RingId && control.At<Guid>(RingLayout.ControlRingIdOffset) == Header.RingId)
                return new RingFile(Path, data, control, Header);
        }
        catch (RingException)
        {
            // Whoever may do it, or the next writer, will.
        }

        control?.Dispose();
        data?.Dispose();
        return null;
    }

    internal RingException BeingReplaced() =>
        new(RingFault.NotInitialised, Path, "the ring is being removed or replaced by a new one. Try again.");

    private static RingFile TryAttach(string path, RecordSchema? schema, Access access)
    {
        if (!Directory.Exists(path))
        {
            throw File.Exists(path)
                ? new RingException(RingFault.NotARing, path, "is a file; a ring is a directory with the files 'data' and 'control'.")
                : new RingException(RingFault.NotFound, path, "there is no such ring. Start its writer first.");
        }

        var dataPath = System.IO.Path.Combine(path, RingLayout.DataFileName);
        var data = access == Access.Write
            ? MappedFile.OpenReadWrite(dataPath, RingLayout.SlotsOffset)
            : MappedFile.OpenRead(dataPath, RingLayout.SlotsOffset);
        ProtocolSteps.Reached(ProtocolStep.AttachDataMapped);
        MappedFile? control = null;
        try
        {
            var header = ValidateData(data, schema);
            ProtocolSteps.Reached(ProtocolStep.AttachDataValidated);
            if (access != Access.Observe)
            {
                var controlPath = System.IO.Path.Combine(path, RingLayout.ControlFileName);
                control = access == Access.Inspect
                    ? MappedFile.OpenRead(controlPath, RingLayout.ControlBytes)
                    : MappedFile.OpenReadWrite(controlPath, RingLayout.ControlBytes);
                ProtocolSteps.Reached(ProtocolStep.AttachControlMapped);
                ValidateControl(control, header);
            }

            ProtocolSteps.Reached(ProtocolStep.AttachDone);
            return new RingFile(path, data, control, header);
        }
        catch
        {
            control?.Dispose();
            data.Dispose();
            throw;
        }
    }

    private static RingHeader ValidateData(MappedFile data, RecordSchema? schema)
    {
        RequireMagic(data, RingHeader.MagicValue, "a ring");
        var header = data.At<RingHeader>(0);
        if (header.ByteOrder != RingHeader.ByteOrderValue)
            throw new RingException(RingFault.Version, data.Path, $"byte-order tag is {header.ByteOrder:x8}, expected {RingHeader.ByteOrderValue:x8}: written by a machine of another byte order, or damaged.");
        if (header.MajorVersion is not (RingHeader.CurrentMajorVersion or RingHeader.ManyWritersMajorVersion))
            throw new RingException(RingFault.Version, data.Path, $"format version is {header.MajorVersion}.{header.MinorVersion}, this program reads {RingHeader.CurrentMajorVersion}.x and {RingHeader.ManyWritersMajorVersion}.x. Use the same release on both sides.");
        if (header.Crc != header.ComputeCrc())
            throw NotARing(data, $"header CRC is {header.Crc:x8}, computed {header.ComputeCrc():x8}: the header is damaged");
        if (header.HasManyWriters != (header.MajorVersion == RingHeader.ManyWritersMajorVersion))
            throw NotARing(data, $"flags are {header.Flags:x8} in a ring of version {header.MajorVersion}.{header.MinorVersion}");
        if (header.Capacity < 2 || header.Capacity > RingLayout.MaxCapacity || (header.Capacity & (header.Capacity - 1)) != 0)
            throw NotARing(data, $"capacity is {header.Capacity}");
        if (header.SlotsOffset != RingLayout.SlotsOffset || header.RecordBytes < sizeof(long) || header.RecordBytes > RingLayout.MaxRecordBytes || header.RecordBytes % sizeof(long) != 0)
            throw NotARing(data, $"slots of {header.RecordBytes} bytes at offset {header.SlotsOffset}");
        var bytes = RingLayout.DataBytes(header.Capacity, header.RecordBytes, header.HasManyWriters);
        if (header.FileBytes != bytes || data.Length < header.FileBytes)
            throw NotARing(data, $"expected {bytes:N0} bytes for {header.Capacity:N0} slots, found {data.Length:N0}");
        if (header.SchemaBytes is < 0 or > RingLayout.MaxSchemaBytes)
            throw NotARing(data, $"schema of {header.SchemaBytes} bytes");
        var stored = data.Bytes(RingLayout.SchemaOffset, header.SchemaBytes).ToArray();
        if (RecordSchema.HashOf(stored) != header.LayoutHash)
            throw NotARing(data, "the text of the record's layout does not have the hash that the header gives for it");
        if (schema is not null && (header.LayoutHash != schema.Hash || header.RecordBytes != schema.RecordBytes))
            throw new RingException(RingFault.Layout, data.Path, $"its records have another layout: {schema.DifferenceFrom(Encoding.UTF8.GetString(stored))}. Build both sides from the same record.");
        if (header.FirstSequence is < 0 or > RingOptions.MaxFirstSequence)
            throw NotARing(data, $"first sequence is {header.FirstSequence}");
        return header;
    }

    private static void ValidateControl(MappedFile control, in RingHeader header)
    {
        RequireMagic(control, RingLayout.ControlMagicValue, "a ring's control file");
        var major = control.At<ushort>(RingLayout.ControlMajorVersionOffset);
        if (major != RingHeader.CurrentMajorVersion)
            throw new RingException(RingFault.Version, control.Path, $"format version is {major}, this program reads {RingHeader.CurrentMajorVersion}.");
        if (control.At<Guid>(RingLayout.ControlRingIdOffset) != header.RingId)
            throw new RingException(RingFault.NotInitialised, control.Path, "its ring id is not that of the data file beside it: the ring is being replaced, or files of two rings were mixed.");
    }

    private static void RequireMagic(MappedFile file, ulong expected, string what)
    {
        var magic = Volatile.Read(ref file.At<ulong>(0));
        if (magic == 0)
            throw new RingException(RingFault.NotInitialised, file.Path, "was created but not initialised; its creator is still at work or died. Start the creator again.");
        if (magic != expected)
            throw NotARing(file, $"magic is {magic:x16}, expected {expected:x16} of {what}");
    }

    private static RingException NotARing(MappedFile file, string found) =>
        new(RingFault.NotARing, file.Path, $"{found}. It is not a ring of this program, or is damaged; it is left as it is.");
}
