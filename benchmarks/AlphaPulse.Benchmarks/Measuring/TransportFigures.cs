using AlphaPulse.Benchmarks.Transports;

namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>All figures of one transport.</summary>
internal sealed class TransportFigures
{
    internal Series WriteP50Ns { get; } = new();

    internal Series WriteP99Ns { get; } = new();

    internal Series OneWayP50Ns { get; } = new();

    internal Series OneWayP99Ns { get; } = new();

    /// <summary>One-way P50 in units of the line ping-pong of the same round.</summary>
    internal Series OneWayRatio { get; } = new();

    /// <summary>Millions of records a second, by batch size.</summary>
    internal Series[] MillionsPerSecond { get; } = [.. BatchSizes.All.Select(_ => new Series())];

    /// <summary>Processor time of both ends for a record, by batch size.</summary>
    internal Series[] CpuNsPerRecord { get; } = [.. BatchSizes.All.Select(_ => new Series())];

    internal void AddPaced(Measurement measurement, double pingPongNs)
    {
        WriteP50Ns.Add(measurement.Sent.Write!.P50Ns);
        WriteP99Ns.Add(measurement.Sent.Write.P99Ns);
        OneWayP50Ns.Add(measurement.Received.OneWay!.P50Ns);
        OneWayP99Ns.Add(measurement.Received.OneWay.P99Ns);
        OneWayRatio.Add(measurement.Received.OneWay.P50Ns / pingPongNs);
    }

    internal void AddFlood(Measurement measurement, int batchIndex)
    {
        MillionsPerSecond[batchIndex].Add(measurement.Received.RecordsPerSecond / 1e6);
        CpuNsPerRecord[batchIndex].Add(measurement.CpuNsPerRecord);
    }
}
