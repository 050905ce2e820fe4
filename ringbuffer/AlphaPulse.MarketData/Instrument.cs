namespace AlphaPulse.MarketData;

/// <summary>One instrument of one venue, as a run's directory knows it. Immutable.</summary>
public sealed record Instrument
{
    /// <summary>Index in the directory; what <see cref="MarketEvent.InstrumentId"/> says.</summary>
    public required uint Id { get; init; }

    /// <summary>Index of the venue in the run.</summary>
    public required ushort Venue { get; init; }

    /// <summary>Name of the venue; also the name of its ring.</summary>
    public required string VenueName { get; init; }

    /// <summary>Name of the instrument at the venue.</summary>
    public required string Symbol { get; init; }

    /// <summary>Decimals of every price, 0 to 18.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>Decimals of every quantity, 0 to 18.</summary>
    public required int QuantityDecimals { get; init; }

    /// <summary>
    /// Smallest price step, in units of 10^-PriceDecimals; at least 1. Every price in a book is a multiple of it; a trade's
    /// need not be (hidden and midpoint executions).
    /// </summary>
    public required long TickSize { get; init; }

    /// <summary>Whether the book arrives by level or by order.</summary>
    public BookKind BookKind { get; init; }

    /// <summary>Levels a side that the feed maintains: a book drops what lies deeper after each update. 0 = all.</summary>
    public int BookDepth { get; init; }

    /// <summary>Hint for the book's array window, in ticks; a power of two. Prices outside are correct but slower.</summary>
    public int WindowTicks { get; init; } = 1024;
}
