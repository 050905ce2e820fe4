using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>
/// Collects the counters and histograms of a process and makes its telemetry file. Names are <c>group/metric</c>: the group is the
/// thread or stage that writes, and the only one that does; the metric is what readers sum over all groups. Not thread-safe.
/// </summary>
public sealed class TelemetryBuilder
{
    /// <summary>Two 64-byte lines: adjacent-line prefetching makes pairs of lines contend.</summary>
    internal const int LineBytes = 128;

    /// <summary>Most counters and histograms of one file; far above need, it bounds what a reader believes.</summary>
    internal const int MaximumEntries = 1 << 16;

    private readonly List<SharedCounter> _counters = [];
    private readonly List<SharedHistogram> _histograms = [];
    private readonly HashSet<string> _names = [];
    private readonly string _processName;
    private bool _isCreated;

    /// <summary>An empty collection.</summary>
    /// <param name="processName">Name of the program, for example <c>feedsim</c>: 1 to 64 printable ASCII characters without a space.</param>
    /// <exception cref="ArgumentException">Not such a name.</exception>
    public TelemetryBuilder(string processName)
    {
        ArgumentNullException.ThrowIfNull(processName);
        if (!FixedName.IsValid(processName))
            throw new ArgumentException($"'{processName}' is not 1 to {FixedName.Capacity} printable ASCII characters without a space.", nameof(processName));
        _processName = processName;
    }

    /// <summary>As it was given.</summary>
    internal string ProcessName => _processName;

    /// <summary>Adds a counter, which starts at 0.</summary>
    /// <param name="name"><c>group/metric</c>, together at most 64 printable ASCII characters without a space.</param>
    /// <returns>The handle to write with; it works from <see cref="Create"/> on.</returns>
    /// <exception cref="ArgumentException">Not such a name, or taken.</exception>
    /// <exception cref="InvalidOperationException">The file was created already.</exception>
    public SharedCounter Counter(string name)
    {
        Register(name);
        var counter = new SharedCounter(name);
        _counters.Add(counter);
        return counter;
    }

    /// <summary>Adds a latency histogram: nanoseconds, 1 ns to 60 s, 3 digits.</summary>
    /// <inheritdoc cref="Counter"/>
    public SharedHistogram Histogram(string name) => Histogram(name, HistogramLayout.LatencyNs);

    /// <summary>Adds a histogram of other settings.</summary>
    /// <param name="name"><c>group/metric</c>, together at most 64 printable ASCII characters without a space.</param>
    /// <param name="layout">Its settings, constructed (not <c>default</c>).</param>
    /// <inheritdoc cref="Counter"/>
    public SharedHistogram Histogram(string name, HistogramLayout layout)
    {
        if (layout.CounterCount == 0)
            throw new ArgumentException("The layout was not constructed.", nameof(layout));
        Register(name);
        var histogram = new SharedHistogram(name, layout);
        _histograms.Add(histogram);
        return histogram;
    }

    /// <summary>
    /// Creates the file and binds all handles to it. It appears whole or not at all: made under another name, preallocated and
    /// populated, its magic stored last, then linked to its own name, which must be free. Works once.
    /// </summary>
    /// <param name="path">Path of the new file; its directory exists.</param>
    /// <returns>What keeps the file mapped; dispose it after the last write.</returns>
    /// <exception cref="RingException">No space, no permission, or the path is taken. Nothing is left behind.</exception>
    /// <exception cref="InvalidOperationException">The file was created already.</exception>
    public TelemetryWriter Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfCreated();
        var entries = Plan(out var header);
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        var file = MappedFile.Create(temporary, header.FileBytes);
        try
        {
            MemoryMarshal.AsBytes(entries.AsSpan()).CopyTo(file.Bytes(TelemetryHeader.Bytes, entries.Length * TelemetryEntry.Bytes));
            file.At<TelemetryHeader>(0) = header;
            Bind(file, entries);
            Volatile.Write(ref file.At<ulong>(0), TelemetryHeader.ExpectedMagic);
            Appear(temporary, full);
        }
        catch
        {
            Unbind();
            file.Dispose();
            File.Delete(temporary);
            throw;
        }
        _isCreated = true;
        return new TelemetryWriter(full, file, Unbind);
    }

    /// <summary>
    /// Goes on with the file of a process that died: binds all handles to it, with the values that they had. Who reads it needs not
    /// open it again. The caller makes sure that nobody else writes it. Works once.
    /// </summary>
    /// <param name="path">Path of the file, made by a builder with the same names and settings.</param>
    /// <returns>What keeps the file mapped; dispose it after the last write.</returns>
    /// <exception cref="RingException">There is none (<see cref="RingFault.NotFound"/>), or it holds other names or settings (<see cref="RingFault.Layout"/>).</exception>
    /// <exception cref="InvalidOperationException">The file was created already.</exception>
    public TelemetryWriter Resume(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfCreated();
        var entries = Plan(out var header);
        var full = Path.GetFullPath(path);
        var file = MappedFile.OpenReadWrite(full, TelemetryHeader.Bytes);
        try
        {
            var found = file.At<TelemetryHeader>(0);
            header.Magic = TelemetryHeader.ExpectedMagic;
            (header.ProcessId, header.CreatedUnixNs) = (found.ProcessId, found.CreatedUnixNs);
            var isSame = file.Length >= header.FileBytes
                && MemoryMarshal.AsBytes(new ReadOnlySpan<TelemetryHeader>(in header)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<TelemetryHeader>(in found)))
                && file.Bytes(TelemetryHeader.Bytes, entries.Length * TelemetryEntry.Bytes).SequenceEqual(MemoryMarshal.AsBytes(entries.AsSpan()));
            if (!isSame)
                throw new RingException(RingFault.Layout, full, "holds other counters and histograms than this process writes; it was made by another release or for another run.");
            Bind(file, entries);
        }
        catch
        {
            Unbind();
            file.Dispose();
            throw;
        }

        _isCreated = true;
        return new TelemetryWriter(full, file, Unbind);
    }

    private static void Appear(string temporary, string path)
    {
        try
        {
            // Without overwrite this is link and unlink: it never replaces a file that is there.
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new RingException(RingFault.InUse, path, "exists already.", e);
        }
    }

    private void Register(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfCreated();
        if (!FixedName.IsValid(name) || !TelemetryFile.TrySplit(name, out _, out _))
            throw new ArgumentException($"'{name}' is not group/metric of at most {FixedName.Capacity} printable ASCII characters without a space.", nameof(name));
        if (_names.Count == MaximumEntries)
            throw new InvalidOperationException($"A telemetry file holds at most {MaximumEntries} names.");
        if (!_names.Add(name))
            throw new ArgumentException($"'{name}' is taken.", nameof(name));
    }

    private void ThrowIfCreated()
    {
        if (_isCreated)
            throw new InvalidOperationException("The telemetry file was created already.");
    }

    // Counters first, a new line for each group, so that no two writers share one; then the histograms.
    private TelemetryEntry[] Plan(out TelemetryHeader header)
    {
        var entries = new TelemetryEntry[_counters.Count + _histograms.Count];
        var dataOffset = AlignUp(TelemetryHeader.Bytes + (long)entries.Length * TelemetryEntry.Bytes, Environment.SystemPageSize);
        var offset = dataOffset;
        _counters.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        var group = "";
        for (var i = 0; i < _counters.Count; i++)
        {
            TelemetryFile.TrySplit(_counters[i].Name, out var ownGroup, out _);
            if (ownGroup != group)
                offset = AlignUp(offset, LineBytes);
            group = ownGroup;
            entries[i] = new TelemetryEntry { Kind = TelemetryKind.Counter, Offset = offset, Length = sizeof(long), Name = FixedName.From(_counters[i].Name) };
            offset += sizeof(long);
        }
        for (var i = 0; i < _histograms.Count; i++)
        {
            var layout = _histograms[i].Layout;
            offset = AlignUp(offset, LineBytes);
            var length = HistogramBlock.Bytes + (long)layout.CounterCount * sizeof(long);
            entries[_counters.Count + i] = new TelemetryEntry
            {
                Kind = TelemetryKind.Histogram,
                Digits = layout.SignificantDigits,
                Lowest = layout.LowestDiscernibleValue,
                Highest = layout.HighestTrackableValue,
                Offset = offset,
                Length = length,
                Name = FixedName.From(_histograms[i].Name),
            };
            offset += length;
        }
        header = new TelemetryHeader
        {
            Major = TelemetryHeader.ExpectedMajor,
            Minor = TelemetryHeader.CurrentMinor,
            ByteOrder = TelemetryHeader.ExpectedByteOrder,
            FileBytes = AlignUp(offset + 1, Environment.SystemPageSize),
            ProcessId = Environment.ProcessId,
            EntryCount = entries.Length,
            DataOffset = dataOffset,
            CreatedUnixNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick,
            ProcessName = FixedName.From(_processName),
        };
        return entries;
    }

    // The pointers stay valid until the writer unbinds them: the mapping does not move, At checks bounds and alignment.
    private unsafe void Bind(MappedFile file, TelemetryEntry[] entries)
    {
        for (var i = 0; i < _counters.Count; i++)
            _counters[i].Bind((long*)Unsafe.AsPointer(ref file.At<long>(entries[i].Offset)));
        for (var i = 0; i < _histograms.Count; i++)
        {
            var entry = entries[_counters.Count + i];
            _ = file.At<long>(entry.Offset + entry.Length - sizeof(long));
            _histograms[i].Bind((HistogramBlock*)Unsafe.AsPointer(ref file.At<HistogramBlock>(entry.Offset)));
        }
    }

    private void Unbind()
    {
        foreach (var counter in _counters)
            counter.Unbind();
        foreach (var histogram in _histograms)
            histogram.Unbind();
    }

    private static long AlignUp(long offset, long alignment) => (offset + alignment - 1) / alignment * alignment;
}
