namespace AlphaPulse.Benchmarks.Transports;

/// <summary>How many records a receiver took from an unbounded channel, seen by its sender.</summary>
internal sealed class ReceivedCount
{
    internal long Value;
}
