using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>What a round measures, and all figures over the rounds.</summary>
internal sealed class ShapeFigures
{
    private const long Capacity = Schedule.RingCapacity;

    // 64 MiB of records of 64 bytes: larger than the caches, so that pages matter.
    private const long LargeCapacity = 1 << 20;

    private readonly Series _pingPongNs = new();
    private readonly Dictionary<string, Series> _series = [];

    /// <summary>Measures everything once.</summary>
    /// <param name="pingPongNs">Half a round trip of a cache line, in this round.</param>
    /// <param name="bench">On ordinary pages.</param>
    /// <param name="huge">On a tmpfs with huge pages, or null.</param>
    internal void AddRound(double pingPongNs, ShapeBench bench, ShapeBench? huge)
    {
        _pingPongNs.Add(pingPongNs);
        Add("one gated reader process, batch of 1", bench.Flood<Record64>(1, Capacity, ShapeRole.GatedReader));
        Add("one gated reader process, batch of 8", bench.Flood<Record64>(8, Capacity, ShapeRole.GatedReader));
        Add("two gated reader processes, batch of 1", bench.Flood<Record64>(1, Capacity, ShapeRole.GatedReader, ShapeRole.GatedReader));
        Add("two gated reader processes, batch of 8", bench.Flood<Record64>(8, Capacity, ShapeRole.GatedReader, ShapeRole.GatedReader));
        Add("three stages on one thread, batch of 1", bench.Flood<Record64>(1, Capacity, ShapeRole.ThreeStages));
        Add("three stages on one thread, batch of 8", bench.Flood<Record64>(8, Capacity, ShapeRole.ThreeStages));
        Add("16-byte records, batch of 1", bench.Flood<Record16>(1, Capacity, ShapeRole.GatedReader));
        Add("128-byte records, batch of 1", bench.Flood<Record128>(1, Capacity, ShapeRole.GatedReader));
        Add("256-byte records, batch of 1", bench.Flood<Record256>(1, Capacity, ShapeRole.GatedReader));

        var alone = bench.Flood<Record64>(1, Capacity);
        var observed = bench.Flood<Record64>(1, Capacity, ShapeRole.Observer);
        Add("nobody reads, batch of 1", alone);
        Add("one observer process, batch of 1", observed);
        AddPaced("write at 200,000/s, nobody reads", bench.Paced<Record64>());
        AddPaced("write at 200,000/s, one observer", bench.Paced<Record64>(ShapeRole.Observer));
        AddPaced("write at 200,000/s, one gated reader", bench.Paced<Record64>(ShapeRole.GatedReader));
        AddPaced("write at 200,000/s, gated reader and observer", bench.Paced<Record64>(ShapeRole.GatedReader, ShapeRole.Observer));

        Add("64 MiB ring, one gated reader, batch of 8", bench.Flood<Record64>(8, LargeCapacity, ShapeRole.GatedReader));
        AddStart("4 KiB pages", bench, new RingOptions { Capacity = LargeCapacity });
        AddStart("4 KiB pages, not prefaulted", bench, new RingOptions { Capacity = LargeCapacity, Prefault = false });
        if (huge is null)
            return;
        Add("64 MiB ring, 2 MiB pages, one gated reader, batch of 8", huge.Flood<Record64>(8, LargeCapacity, ShapeRole.GatedReader));
        AddStart("2 MiB pages", huge, new RingOptions { Capacity = LargeCapacity, HugePages = true });
    }

    internal void Print()
    {
        MachineHeader.PrintPingPong(_pingPongNs);
        Console.WriteLine();
        var table = new TextTable("records of 64 bytes, ring of 65,536 unless it says otherwise", "unit", "median (least..most)");
        foreach (var (name, series) in _series)
        {
            var unit = Unit(name);
            table.Add(name, unit, series.Text(unit == "ns" && !name.EndsWith("lap", StringComparison.Ordinal) ? "N0" : "N1"));
        }

        table.Print();
    }

    private static string Unit(string name) => name switch
    {
        _ when name.StartsWith("create", StringComparison.Ordinal) => "ms",
        _ when name.StartsWith("write", StringComparison.Ordinal) => "ns",
        _ => "M/s",
    };

    private void AddPaced(string name, Latency write)
    {
        Add($"{name}, P50", write.P50Ns);
        Add($"{name}, P99", write.P99Ns);
    }

    private void AddStart(string pages, ShapeBench bench, RingOptions options)
    {
        var (createMs, firstLapNs, laterLapsNs) = bench.Start<Record64>(options);
        Add($"create a 64 MiB ring, {pages}", createMs);
        Add($"write alone into a 64 MiB ring, {pages}, first lap", firstLapNs);
        Add($"write alone into a 64 MiB ring, {pages}, later lap", laterLapsNs);
    }

    private void Add(string name, double value)
    {
        if (!_series.TryGetValue(name, out var series))
            _series.Add(name, series = new Series());
        series.Add(value);
    }
}
