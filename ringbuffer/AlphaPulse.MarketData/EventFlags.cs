namespace AlphaPulse.MarketData;

/// <summary>Bits that qualify a <see cref="MarketEvent"/>. Values are part of the record's format and never change.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>No bit set.</summary>
    None = 0,

    /// <summary>Last event of its update: only now is the book in a state that the venue showed.</summary>
    LastOfUpdate = 1,

    /// <summary>Sell side: an ask level, a sell order, or a trade whose aggressor sold. Clear = bid, buy order, the aggressor bought.</summary>
    Sell = 2,

    /// <summary>Part of a snapshot, not news.</summary>
    Snapshot = 4,

    /// <summary>On a <see cref="EventKind.HashCheck"/>: the number of orders of each level is part of the hash.</summary>
    CountsOrders = 8,

    /// <summary>A level that came into a depth-limited source's view and was taken over from the oracle, because the message stream does not carry it.</summary>
    Adopted = 16,

    /// <summary>The update consists of a trade and what it caused (counted as a trade); clear on all events of a pure book update.</summary>
    TradeUpdate = 32,
}
