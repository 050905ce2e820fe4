using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Transports;

namespace AlphaPulse.Benchmarks.Reports;

/// <summary>Prints what the ring benchmark measured.</summary>
internal static class RingReport
{
    // What the ring is to reach on a machine of two cores; printed beside the figures, never judged by an exit code.
    private const double WriteP50TargetNs = 30;
    private const double WriteP99TargetNs = 100;
    private const double OneWayRatioTarget = 2.5;
    private const double MillionsPerSecondTarget = 100;

    internal static void Print(Series pingPongNs, IReadOnlyDictionary<TransportKind, TransportFigures> figures)
    {
        MachineHeader.PrintPingPong(pingPongNs);
        Console.WriteLine();
        Console.WriteLine("200,000 records/s, each published on its own; write = clock, claim, fill, publish, clock; one way = before the claim until seen");
        PrintPaced(figures);
        Console.WriteLine();
        Console.WriteLine("as fast as it goes, in millions of records/s, by the number of records that are published (sent, written) together; CPU of both ends");
        PrintFlood(figures);
        Console.WriteLine();
        if (figures.TryGetValue(TransportKind.Ring, out var ring))
            PrintTargets(ring);
    }

    internal static string Name(TransportKind kind) => kind switch
    {
        TransportKind.Ring => "AlphaPulse ring",
        TransportKind.RingPipeline => "AlphaPulse ring, pipeline stage",
        TransportKind.FlagRing => "availability flags of a disruptor",
        TransportKind.BoundedChannel => "Channel, bounded",
        TransportKind.UnboundedChannel => "Channel, unbounded",
        TransportKind.Pipelines => "Pipe of System.IO.Pipelines",
        TransportKind.UnixSocket => "Unix domain socket",
        _ => "anonymous pipe",
    };

    private static void PrintPaced(IReadOnlyDictionary<TransportKind, TransportFigures> figures)
    {
        var table = new TextTable("transport", "between", "write P50 ns", "write P99 ns", "one way P50 ns", "one way P99 ns", "one way P50 / ping-pong");
        foreach (var (kind, f) in figures)
            table.Add(Name(kind), Between(kind), f.WriteP50Ns.Text("N0"), f.WriteP99Ns.Text("N0"), f.OneWayP50Ns.Text("N0"), f.OneWayP99Ns.Text("N0"), f.OneWayRatio.Text("N1"));
        table.Print();
    }

    private static void PrintFlood(IReadOnlyDictionary<TransportKind, TransportFigures> figures)
    {
        var table = new TextTable(["transport", "between", .. BatchSizes.All.Select(b => $"batch of {b}"), .. BatchSizes.All.Select(b => $"CPU ns/record, {b}")]);
        foreach (var (kind, f) in figures)
            table.Add([Name(kind), Between(kind), .. f.MillionsPerSecond.Select(s => s.Text("N1")), .. f.CpuNsPerRecord.Select(s => s.Median.ToString("F0"))]);
        table.Print();
    }

    private static void PrintTargets(TransportFigures ring)
    {
        var table = new TextTable("ring against its targets", "measured", "target", "reached");
        Add(table, "write P50, clock included", ring.WriteP50Ns.Median, "ns", WriteP50TargetNs, isUpper: true);
        Add(table, "write P99, clock included", ring.WriteP99Ns.Median, "ns", WriteP99TargetNs, isUpper: true);
        Add(table, "one way P50 / line ping-pong", ring.OneWayRatio.Median, "x", OneWayRatioTarget, isUpper: true);
        for (var i = 0; i < BatchSizes.All.Length; i++)
            Add(table, $"throughput, batch of {BatchSizes.All[i]}", ring.MillionsPerSecond[i].Median, "M/s", MillionsPerSecondTarget, isUpper: false);
        table.Print();
    }

    private static void Add(TextTable table, string name, double measured, string unit, double target, bool isUpper) =>
        table.Add(name, $"{measured:F1} {unit}", $"{(isUpper ? "<=" : ">=")} {target:0.#} {unit}", (isUpper ? measured <= target : measured >= target) ? "yes" : "no");

    private static string Between(TransportKind kind) =>
        kind is TransportKind.Ring or TransportKind.RingPipeline or TransportKind.FlagRing or TransportKind.UnixSocket or TransportKind.AnonymousPipe ? "processes" : "threads";
}
