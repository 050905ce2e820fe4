namespace AlphaPulse.RingTool.Reports;

/// <summary>The line of <c>verify --json</c>.</summary>
internal sealed record VerifyReport
{
    public required double Seconds { get; init; }

    public required int RecordBytes { get; init; }

    public required long Capacity { get; init; }

    public required int WriterPid { get; init; }

    public required int ReaderPid { get; init; }

    public required long Published { get; init; }

    /// <summary>How often a claim found the ring full.</summary>
    public required long FullCount { get; init; }

    public required GatedCount Gated { get; init; }

    public required ObserverCount Observer { get; init; }

    /// <summary>Every record was read once, whole and in order, and nothing is unaccounted for.</summary>
    public bool IsPassed => Published > 0 && Gated.IsClean && Gated.Read == Published && Observer.IsClean && Observer.Delivered + Observer.Lost == Published;
}
