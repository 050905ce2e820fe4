using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// A capture as events, ready to be sent. The whole capture is held in memory, 64 bytes an event, so that sending is
/// a copy and never waits for a parser: a capture of ten million events takes 640 MB.
/// </summary>
internal sealed class CaptureTape
{
    private readonly ReadOnlyMemory<MarketEvent> _events;

    public CaptureTape(ReadOnlyMemory<MarketEvent> events, InstrumentDirectory instruments)
    {
        _events = events;
        Instruments = instruments;
    }

    /// <summary>
    /// Updates in recorded order, each contiguous and closed by <see cref="EventFlags.LastOfUpdate"/>.
    /// <see cref="MarketEvent.IntendedNs"/> is the recorded offset from the first
    /// message that has to do with the market; it never decreases.
    /// </summary>
    public ReadOnlySpan<MarketEvent> Events => _events.Span;

    public InstrumentDirectory Instruments { get; }

    public required string VenueName { get; init; }

    /// <summary>Updates that are trades.</summary>
    public required long Trades { get; init; }

    /// <summary>All other updates.</summary>
    public required long BookUpdates { get; init; }

    /// <summary>Comparisons that the oracle asks for; the two sides of one best bid and offer are one.</summary>
    public required long Checks { get; init; }

    /// <summary>Lines that were understood, also those that carry no event; blank lines are not counted.</summary>
    public required long ParsedLines { get; init; }

    /// <summary>Malformed lines that were left out.</summary>
    public required long SkippedLines { get; init; }

    /// <summary>The first malformed line with file, number and reason; null if there was none.</summary>
    public required string? FirstSkipped { get; init; }

    /// <summary>Places where the source lost messages; each is a <see cref="EventKind.Gap"/> on the tape.</summary>
    public required long Gaps { get; init; }

    /// <summary>Bytes of text read, after decompression, without oracle files.</summary>
    public required long TextBytes { get; init; }

    /// <summary>Recorded time from the first message to the last update.</summary>
    public long DurationNs => Events.IsEmpty ? 0 : Events[^1].IntendedNs;
}
