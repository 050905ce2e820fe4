namespace AlphaPulse.LoadTester.Results;

/// <summary>What went over the machine's network while it was measured, of all programs; loopback apart. MB = 1,000,000 bytes.</summary>
internal sealed record NetworkResults
{
    public double ReceivedMb { get; init; }

    public double SentMb { get; init; }

    public long ReceivedPackets { get; init; }

    public long SentPackets { get; init; }

    /// <summary>With errors, or dropped.</summary>
    public long FailedPackets { get; init; }

    public double LoopbackMb { get; init; }
}
