using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>A book as the comparison drives it. Implemented by structs, so that each candidate's loop is closed over it.</summary>
internal interface IBookCandidate
{
    /// <summary>Name in the table.</summary>
    string Name { get; }

    void Apply(in MarketEvent e);

    /// <summary>Best bid and ask prices, 0 for an empty side: what a strategy looks at after every update.</summary>
    (long Bid, long Ask) Top();

    /// <summary>Levels outside the fast part of the structure, or null if it has only one.</summary>
    int? FarLevels { get; }
}
