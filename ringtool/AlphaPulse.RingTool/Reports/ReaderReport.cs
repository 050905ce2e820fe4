using AlphaPulse.RingBuffer.Inspecting;

namespace AlphaPulse.RingTool.Reports;

/// <summary>A gated reader in <see cref="RingReport"/>.</summary>
internal sealed record ReaderReport
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required ReaderState State { get; init; }

    public required bool IsAlive { get; init; }

    public required uint Generation { get; init; }

    public required long Position { get; init; }

    public required long JoinSequence { get; init; }

    /// <summary>Names of the readers that it stays behind.</summary>
    public required IReadOnlyList<string> StaysBehind { get; init; }

    public double? RecordsPerSecond { get; init; }

    /// <summary>Records between it and the cursor; null if its position is impossible.</summary>
    public long? Behind { get; init; }

    public double? BehindPercent { get; init; }

    /// <summary>An eighth of the ring behind, or unmoved since the last look with records waiting.</summary>
    public bool IsSlow { get; init; }

    /// <summary>For how long the tool has seen it slow without a break.</summary>
    public double? SlowAtLeastSecs { get; init; }

    /// <summary>For how long the tool has seen its position unchanged.</summary>
    public required double UnmovedAtLeastSecs { get; init; }

    /// <summary>For how long the full ring has been waiting for this reader, by the writer's own note.</summary>
    public double? HoldsWriterSecs { get; init; }

    public required ProcessReport Process { get; init; }
}
