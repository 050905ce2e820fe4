namespace AlphaPulse.Benchmarks.Measuring;

/// <summary>One measurement of one transport, both ends.</summary>
/// <param name="Sent">The sending end.</param>
/// <param name="Received">The receiving end.</param>
/// <param name="CpuNs">Processor time of both ends.</param>
/// <param name="WallNs">How long it took.</param>
internal sealed record Measurement(Sent Sent, Received Received, long CpuNs, long WallNs)
{
    internal double CoresUsed => (double)CpuNs / WallNs;

    internal double CpuNsPerRecord => (double)CpuNs / Sent.Records;
}
