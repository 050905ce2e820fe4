using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>
/// A telemetry file of another process, mapped read-only: its counters and histograms can be read while they are written, without
/// the writer noticing. Not thread-safe; each thread opens its own.
/// </summary>
public sealed class TelemetryFile : IDisposable
{
    private readonly MappedFile _file;
    private readonly TelemetryItem[] _items;
    private readonly Dictionary<string, TelemetryItem> _byName;

    private TelemetryFile(MappedFile file, in TelemetryHeader header, string processName, TelemetryItem[] items, Dictionary<string, TelemetryItem> byName)
    {
        _file = file;
        _items = items;
        _byName = byName;
        ProcessId = header.ProcessId;
        ProcessName = processName;
        CreatedAt = DateTime.UnixEpoch.AddTicks(header.CreatedUnixNs / TimeSpan.NanosecondsPerTick);
        CounterNames = NamesOf(TelemetryKind.Counter);
        HistogramNames = NamesOf(TelemetryKind.Histogram);
    }

    /// <summary>Path by which it was opened.</summary>
    public string Path => _file.Path;

    /// <summary>Bytes of shared memory that the file takes.</summary>
    public long Length => _file.Length;

    /// <summary>Process id of the creator, as the creator saw it. To show; it says nothing about whether the process lives.</summary>
    public int ProcessId { get; }

    /// <summary>The creator's name of itself.</summary>
    public string ProcessName { get; }

    /// <summary>When the file was created, UTC.</summary>
    public DateTime CreatedAt { get; }

    /// <summary>Names of all counters.</summary>
    public IReadOnlyList<string> CounterNames { get; }

    /// <summary>Names of all histograms.</summary>
    public IReadOnlyList<string> HistogramNames { get; }

    /// <summary>Maps a telemetry file and checks all of it that is constant, before any of it is used.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="RingException">
    /// There is no such file, it cannot be opened, it is no telemetry file or a damaged one (<see cref="RingFault.NotARing"/>), or it
    /// is of another version or byte order (<see cref="RingFault.Version"/>).
    /// </exception>
    public static TelemetryFile OpenRead(string path)
    {
        var file = MappedFile.OpenRead(path, TelemetryHeader.Bytes);
        try
        {
            var header = TelemetryValidation.ReadHeader(file, out var processName);
            var items = TelemetryValidation.ReadItems(file, header, out var byName);
            return new TelemetryFile(file, header, processName, items, byName);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The value of a counter.</summary>
    /// <param name="name">Full name.</param>
    /// <exception cref="KeyNotFoundException">There is no such counter.</exception>
    public long ReadCounter(string name) => Volatile.Read(ref _file.At<long>(Find(name, TelemetryKind.Counter).Offset));

    /// <summary>The sum of the counters of one metric over all groups; 0 if there are none.</summary>
    /// <param name="metric">What follows the first slash of their names.</param>
    public long SumCounters(string metric)
    {
        long sum = 0;
        foreach (var item in _items)
            if (item.Kind == TelemetryKind.Counter && item.Metric == metric)
                sum = unchecked(sum + Volatile.Read(ref _file.At<long>(item.Offset)));
        return sum;
    }

    /// <summary>Settings of a histogram, to make a target of <see cref="Snapshot"/> with.</summary>
    /// <param name="name">Full name.</param>
    /// <exception cref="KeyNotFoundException">There is no such histogram.</exception>
    public HistogramLayout LayoutOf(string name) => Find(name, TelemetryKind.Histogram).Layout;

    /// <summary>Replaces the target by the present state of a histogram. Allocates nothing.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="target">A histogram of the same settings.</param>
    /// <exception cref="KeyNotFoundException">There is no such histogram.</exception>
    /// <exception cref="ArgumentException">The settings differ.</exception>
    /// <exception cref="RingException">A count is negative, the counts sum to more than 2^63 − 1, or the file was cut off (<see cref="RingFault.Corrupted"/>).</exception>
    public void Snapshot(string name, LongHistogram target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var item = Find(name, TelemetryKind.Histogram);
        RequireSameLayout(item, target);
        _file.RequireWhole();
        target.Reset();
        AddTo(item, target);
    }

    /// <summary>Replaces the target by the sum of the histograms of one metric over all groups. Allocates nothing.</summary>
    /// <param name="metric">What follows the first slash of their names.</param>
    /// <param name="target">A histogram of the same settings.</param>
    /// <returns>How many histograms there are of that metric.</returns>
    /// <exception cref="ArgumentException">The settings of one differ.</exception>
    /// <exception cref="RingException">As in <see cref="Snapshot"/>.</exception>
    public int SnapshotSum(string metric, LongHistogram target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _file.RequireWhole();
        target.Reset();
        var found = 0;
        foreach (var item in _items)
        {
            if (item.Kind != TelemetryKind.Histogram || item.Metric != metric)
                continue;
            RequireSameLayout(item, target);
            AddTo(item, target);
            found++;
        }
        return found;
    }

    /// <summary>The largest number of clamped values of any one histogram; 0 says that no value of any was out of range.</summary>
    public long MaxClamped()
    {
        long max = 0;
        foreach (var item in _items)
            if (item.Kind == TelemetryKind.Histogram)
                max = Math.Max(max, Volatile.Read(ref _file.At<HistogramBlock>(item.Offset).Clamped));
        return max;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Splits <c>group/metric</c> at the first slash; false if either part is missing.</summary>
    internal static bool TrySplit(string name, out string group, out string metric)
    {
        var slash = name.IndexOf('/');
        group = slash > 0 ? name[..slash] : "";
        metric = slash > 0 ? name[(slash + 1)..] : "";
        return metric.Length > 0;
    }

    // Pairs with SharedHistogram.RecordValue: counters first (acquire), extremes afterwards.
    private void AddTo(TelemetryItem item, LongHistogram target)
    {
        var counts = MemoryMarshal.Cast<byte, long>(_file.Bytes(item.Offset + HistogramBlock.Bytes, item.Layout.CounterCount * sizeof(long)));
        for (var index = 0; index < counts.Length; index++)
        {
            var count = Volatile.Read(ref counts[index]);
            if (count == 0)
                continue;
            if (count < 0 || count > long.MaxValue - target.TotalCount)
                throw new RingException(RingFault.Corrupted, Path, $"'{item.Name}' has a count of {count} at index {index}.");
            target.AddAtIndex(index, count);
        }
        ref var block = ref _file.At<HistogramBlock>(item.Offset);
        var min = Volatile.Read(ref block.Min);
        var max = Volatile.Read(ref block.Max);
        var clamped = Volatile.Read(ref block.Clamped);
        if (clamped < 0 || clamped > long.MaxValue - target.ClampedCount)
            throw new RingException(RingFault.Corrupted, Path, $"'{item.Name}' has a clamp count of {clamped}.");
        target.AddExact(clamped, Volatile.Read(ref block.Sum), min, max);
    }

    private void RequireSameLayout(TelemetryItem item, LongHistogram target)
    {
        if (item.Layout != target.Layout)
            throw new ArgumentException($"{Path}: the settings of '{item.Name}' differ from the target's.", nameof(target));
    }

    private TelemetryItem Find(string name, TelemetryKind kind) =>
        _byName.TryGetValue(name, out var item) && item.Kind == kind
            ? item
            : throw new KeyNotFoundException($"{Path}: there is no {(kind == TelemetryKind.Counter ? "counter" : "histogram")} '{name}'.");

    private string[] NamesOf(TelemetryKind kind) => [.. _items.Where(item => item.Kind == kind).Select(item => item.Name)];
}
