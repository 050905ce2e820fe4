namespace AlphaPulse.LoadTester.Results;

/// <summary>What went wrong, counted in events unless said otherwise.</summary>
internal sealed record ErrorResults
{
    /// <summary>Events that a writer could not write and gave up.</summary>
    public long WriteErrors { get; init; }

    /// <summary>Times that a writer found its ring full and had to wait for the slowest gated reader.</summary>
    public long BufferOverflows { get; init; }

    /// <summary>Events written but neither delivered nor still in the ring.</summary>
    public long LostEvents { get; init; }

    /// <summary>Breaks of a venue's own numbering, as the guard stage saw them.</summary>
    public long SequenceGaps { get; init; }

    public long Duplicates { get; init; }

    public long HandlerErrors { get; init; }

    /// <summary>Lines of a capture that could not be read and were skipped.</summary>
    public long SkippedLines { get; init; }

    /// <summary>(write errors + lost events + handler errors) of all events offered.</summary>
    public double ErrorRatePercent { get; init; }
}
