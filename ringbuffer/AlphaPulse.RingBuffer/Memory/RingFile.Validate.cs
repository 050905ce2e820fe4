using System.Text;
using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// What a ring's files say is checked before it is used, in this order, each check relying on those before it: 1. magic; 2. byte order
/// and version; 3. CRC of the header; 4. its numbers, each against its bounds, the sizes against the file's real one; 5. the
/// schema against its hash, then against the caller's, if it has one; 6. both files carry one ring id. The header is a copy: what was checked
/// cannot change afterwards. Reserved bytes are ignored, times, boot id and process id are only ever shown.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    /// <summary>
    /// A ring over files that are mapped already: the checks of <see cref="Attach"/> without opening anything. The files, and the locks
    /// on them, stay the caller's, also when the ring is disposed. Null with the reason if they are no ring.
    /// </summary>
    internal static RingFile? Over(string path, MappedFile data, MappedFile? control, RecordSchema? schema, out RingException? fault)
    {
        fault = FaultOfData(data, schema, out var header);
        if (fault is null && control is not null)
            fault = FaultOfControl(control, header);
        return fault is null ? new RingFile(path, data, control, header, ownsFiles: false) : null;
    }

    private static RingException? FaultOfData(MappedFile data, RecordSchema? schema, out RingHeader header)
    {
        header = default;
        if (FaultOfMagic(data, RingHeader.MagicValue, "a ring") is { } fault)
            return fault;
        header = data.At<RingHeader>(0);
        if (header.ByteOrder != RingHeader.ByteOrderValue)
            return new RingException(RingFault.Version, data.Path, $"byte-order tag is {header.ByteOrder:x8}, expected {RingHeader.ByteOrderValue:x8}: written by a machine of another byte order, or damaged.");
        if (header.MajorVersion is not (RingHeader.CurrentMajorVersion or RingHeader.ManyWritersMajorVersion))
            return new RingException(RingFault.Version, data.Path, $"format version is {header.MajorVersion}.{header.MinorVersion}, this program reads {RingHeader.CurrentMajorVersion}.x and {RingHeader.ManyWritersMajorVersion}.x. Use the same release on both sides.");
        if (header.Crc != header.ComputeCrc())
            return NotARing(data, $"header CRC is {header.Crc:x8}, computed {header.ComputeCrc():x8}: the header is damaged");
        if (header.HasManyWriters != (header.MajorVersion == RingHeader.ManyWritersMajorVersion))
            return NotARing(data, $"flags are {header.Flags:x8} in a ring of version {header.MajorVersion}.{header.MinorVersion}");
        if (header.Capacity < 2 || header.Capacity > RingLayout.MaxCapacity || (header.Capacity & (header.Capacity - 1)) != 0)
            return NotARing(data, $"capacity is {header.Capacity}");
        if (header.SlotsOffset != RingLayout.SlotsOffset || header.RecordBytes < sizeof(long) || header.RecordBytes > RingLayout.MaxRecordBytes || header.RecordBytes % sizeof(long) != 0)
            return NotARing(data, $"slots of {header.RecordBytes} bytes at offset {header.SlotsOffset}");
        var bytes = RingLayout.DataBytes(header.Capacity, header.RecordBytes, header.HasManyWriters);
        if (header.FileBytes != bytes || data.Length < header.FileBytes)
            return NotARing(data, $"expected {bytes:N0} bytes for {header.Capacity:N0} slots, found {data.Length:N0}");
        if (header.SchemaBytes is < 0 or > RingLayout.MaxSchemaBytes)
            return NotARing(data, $"schema of {header.SchemaBytes} bytes");
        if (header.FirstSequence is < 0 or > RingOptions.MaxFirstSequence)
            return NotARing(data, $"first sequence is {header.FirstSequence}");
        return FaultOfSchema(data, header, schema);
    }

    private static RingException? FaultOfSchema(MappedFile data, in RingHeader header, RecordSchema? schema)
    {
        var stored = data.Bytes(RingLayout.SchemaOffset, header.SchemaBytes).ToArray();
        if (RecordSchema.HashOf(stored) != header.LayoutHash)
            return NotARing(data, "the text of the record's layout does not have the hash that the header gives for it");
        if (schema is not null && (header.LayoutHash != schema.Hash || header.RecordBytes != schema.RecordBytes))
            return new RingException(RingFault.Layout, data.Path, $"its records have another layout: {schema.DifferenceFrom(Encoding.UTF8.GetString(stored))}. Build both sides from the same record.");
        return null;
    }

    private static RingException? FaultOfControl(MappedFile control, in RingHeader header)
    {
        if (FaultOfMagic(control, RingLayout.ControlMagicValue, "a ring's control file") is { } fault)
            return fault;
        var major = control.At<ushort>(RingLayout.ControlMajorVersionOffset);
        if (major != RingHeader.CurrentMajorVersion)
            return new RingException(RingFault.Version, control.Path, $"format version is {major}, this program reads {RingHeader.CurrentMajorVersion}.");
        if (control.At<Guid>(RingLayout.ControlRingIdOffset) != header.RingId)
            return new RingException(RingFault.NotInitialised, control.Path, "its ring id is not that of the data file beside it: the ring is being replaced, or files of two rings were mixed.");
        return null;
    }

    private static RingException? FaultOfMagic(MappedFile file, ulong expected, string what)
    {
        var magic = Volatile.Read(ref file.At<ulong>(0));
        if (magic == 0)
            return new RingException(RingFault.NotInitialised, file.Path, "was created but not initialised; its creator is still at work or died. Start the creator again.");
        return magic == expected ? null : NotARing(file, $"magic is {magic:x16}, expected {expected:x16} of {what}");
    }

    private static RingException NotARing(MappedFile file, string found) =>
        new(RingFault.NotARing, file.Path, $"{found}. It is not a ring of this program, or is damaged; it is left as it is.");
}
