using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>Checks of everything constant in a telemetry file. Another process wrote it: nothing is believed before it was compared.</summary>
internal static class TelemetryValidation
{
    internal static TelemetryHeader ReadHeader(MappedFile file, out string processName)
    {
        var magic = Volatile.Read(ref file.At<ulong>(0));
        if (magic == 0)
            throw new RingException(RingFault.NotInitialised, file.Path, "its creator has not finished it.");
        if (magic != TelemetryHeader.ExpectedMagic)
            throw Refuse(file, $"begins with 0x{magic:x16}, expected 0x{TelemetryHeader.ExpectedMagic:x16}: it is not a telemetry file");

        var header = file.At<TelemetryHeader>(0);
        if (header.ByteOrder != TelemetryHeader.ExpectedByteOrder)
            throw new RingException(RingFault.Version, file.Path, "was written by a machine of another byte order.");
        if (header.Major != TelemetryHeader.ExpectedMajor)
            throw new RingException(RingFault.Version, file.Path, $"has format version {header.Major}.{header.Minor}, expected {TelemetryHeader.ExpectedMajor}.x. Use programs of one version.");
        if (header.FileBytes != file.Length)
            throw Refuse(file, $"says that it has {header.FileBytes:N0} bytes, found {file.Length:N0}");
        if (header.EntryCount is < 0 or > TelemetryBuilder.MaximumEntries)
            throw Refuse(file, $"announces {header.EntryCount} names, expected 0 to {TelemetryBuilder.MaximumEntries}");
        if (header.DataOffset < TelemetryHeader.Bytes + (long)header.EntryCount * TelemetryEntry.Bytes || header.DataOffset > file.Length)
            throw Refuse(file, $"says that its data begins at byte {header.DataOffset}, which is inside its name table or behind its end");
        if (header.CreatedUnixNs < 0)
            throw Refuse(file, $"says that it was created at {header.CreatedUnixNs} ns since 1970");
        if (!FixedName.TryRead(header.ProcessName, out processName))
            throw Refuse(file, "has no valid process name");
        return header;
    }

    internal static TelemetryItem[] ReadItems(MappedFile file, in TelemetryHeader header, out Dictionary<string, TelemetryItem> byName)
    {
        var items = new TelemetryItem[header.EntryCount];
        byName = new Dictionary<string, TelemetryItem>(header.EntryCount);
        for (var i = 0; i < items.Length; i++)
        {
            var entry = file.At<TelemetryEntry>(TelemetryHeader.Bytes + (long)i * TelemetryEntry.Bytes);
            if (!FixedName.TryRead(entry.Name, out var name) || !TelemetryFile.TrySplit(name, out _, out var metric))
                throw Refuse(file, $"has no valid name in row {i} of its name table");
            var layout = ReadLayout(file, entry, name);
            var isInside = entry.Offset >= header.DataOffset && entry.Offset <= file.Length && entry.Length <= file.Length - entry.Offset;
            if (!isInside || entry.Offset % sizeof(long) != 0)
                throw Refuse(file, $"puts '{name}' at byte {entry.Offset}, {entry.Length} bytes, which is outside its data or not aligned");
            items[i] = new TelemetryItem(name, metric, entry.Kind, entry.Offset, layout);
            if (!byName.TryAdd(name, items[i]))
                throw Refuse(file, $"has the name '{name}' twice");
        }
        return items;
    }

    private static HistogramLayout ReadLayout(MappedFile file, in TelemetryEntry entry, string name)
    {
        var layout = default(HistogramLayout);
        var expectedBytes = (long)sizeof(long);
        if (entry.Kind == TelemetryKind.Histogram)
        {
            try
            {
                layout = new HistogramLayout(entry.Lowest, entry.Highest, entry.Digits);
            }
            catch (ArgumentOutOfRangeException)
            {
                throw Refuse(file, $"gives '{name}' impossible settings: {entry.Lowest} to {entry.Highest}, {entry.Digits} digits");
            }
            expectedBytes = HistogramBlock.Bytes + (long)layout.CounterCount * sizeof(long);
        }
        else if (entry.Kind != TelemetryKind.Counter)
        {
            throw Refuse(file, $"gives '{name}' the kind {(int)entry.Kind}, expected 1 (counter) or 2 (histogram)");
        }
        if (entry.Length != expectedBytes)
            throw Refuse(file, $"gives '{name}' {entry.Length} bytes, expected {expectedBytes}");
        return layout;
    }

    private static RingException Refuse(MappedFile file, string message) => new(RingFault.NotARing, file.Path, message + ".");
}
