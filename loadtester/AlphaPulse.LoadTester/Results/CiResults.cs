using System.Text.Json.Serialization;

namespace AlphaPulse.LoadTester.Results;

/// <summary>The figures that a script wants, flat.</summary>
internal sealed record CiResults
{
    public double Tps { get; init; }

    public double Ops { get; init; }

    public long? WriteP50Ns { get; init; }

    public long? WriteP99Ns { get; init; }

    [JsonPropertyName("write_p99_9_ns")]
    public long? WriteP999Ns { get; init; }

    public long? ResponseP99Ns { get; init; }

    public long? DeliveryP99Ns { get; init; }

    public double CpuPercent { get; init; }

    public double MemoryMb { get; init; }

    public double ErrorRatePercent { get; init; }
}
