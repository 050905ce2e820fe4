namespace AlphaPulse.LoadTester.Results;

/// <summary>What went wrong, counted in events unless said otherwise.</summary>
internal sealed record ErrorResults
{
    /// <summary>Events that a writer could not write and gave up.</summary>
    public long WriteErrors { get; init; }

    /// <summary>Times that a writer found its ring full and had to wait for the slowest gated reader.</summary>
    public long BufferOverflows { get; init; }

    /// <summary>Those of them within the measured time: what the warm-up overflowed says nothing about it.</summary>
    public long MeasuredBufferOverflows { get; init; }

    /// <summary>Events written but neither delivered nor still in the ring.</summary>
    public long LostEvents { get; init; }

    /// <summary>Breaks of a venue's own numbering, as the guard stage saw them.</summary>
    public long SequenceGaps { get; init; }

    public long Duplicates { get; init; }

    /// <summary>Times that the numbering of an instrument started anew.</summary>
    public long Restarts { get; init; }

    /// <summary>Events of an instrument that is not in the run's directory; they are applied nowhere.</summary>
    public long BadInstruments { get; init; }

    /// <summary>Events that a book could not apply.</summary>
    public long InvalidEvents { get; init; }

    /// <summary>Changes of orders that a book does not have.</summary>
    public long UnknownOrders { get; init; }

    public long HandlerErrors { get; init; }

    /// <summary>Lines of a capture that could not be read and were skipped.</summary>
    public long SkippedLines { get; init; }

    /// <summary>(write errors + lost events + handler errors) of all events offered.</summary>
    public double ErrorRatePercent { get; init; }
}
