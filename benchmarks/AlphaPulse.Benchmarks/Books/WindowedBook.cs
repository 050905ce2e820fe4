using AlphaPulse.Engine.Books;
using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>The engine's book: a window of ticks with occupancy bits, and a sorted array for what lies outside it.</summary>
internal readonly struct WindowedBook(Instrument instrument, int windowTicks) : IBookCandidate
{
    private readonly Book _book = new(instrument with { WindowTicks = windowTicks });

    public string Name => $"window of {windowTicks:N0} ticks + sorted array";

    public int? FarLevels => _book.Bids.FarCount + _book.Asks.FarCount;

    public void Apply(in MarketEvent e) => _book.Apply(e);

    public (long Bid, long Ask) Top()
    {
        _book.Bids.TryBest(out var bid, out _);
        _book.Asks.TryBest(out var ask, out _);
        return (bid, ask);
    }
}
