namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>What the simulated venues trade: name, decimals, steps and the price around which it moves.</summary>
/// <param name="Name">Distinct among all symbols.</param>
/// <param name="PriceDecimals">Decimals of prices.</param>
/// <param name="QuantityDecimals">Decimals of quantities.</param>
/// <param name="TickSize">Smallest price step, in units of 10^-PriceDecimals.</param>
/// <param name="LotSize">Smallest quantity step, in units of 10^-QuantityDecimals.</param>
/// <param name="MidTicks">Price around which it moves, in ticks.</param>
internal sealed record SimulatedSymbol(string Name, int PriceDecimals, int QuantityDecimals, long TickSize, long LotSize, long MidTicks)
{
    /// <summary>Most symbols of a venue: with more, the tapes and books of many venues would not fit the memory a run may take.</summary>
    public const int MaxSymbols = 1_000;

    // Invented levels of the usual order of magnitude; ticks of 1, 5 and 10 and decimals of 0 to 8, so that no two neighbours are alike.
    private static readonly (string Base, decimal Price, int PriceDecimals, long Tick, int QuantityDecimals)[] s_bases =
    [
        ("BTC", 61_737.60m, 2, 10, 8), ("ETH", 3_412.55m, 2, 1, 6), ("SOL", 148.315m, 3, 5, 4), ("XRP", 0.52418m, 5, 1, 2),
        ("ADA", 0.38415m, 5, 5, 1), ("DOGE", 0.123170m, 6, 10, 0), ("LTC", 71.84m, 2, 1, 5), ("DOT", 5.7630m, 4, 10, 3),
        ("LINK", 13.905m, 3, 5, 3), ("AVAX", 26.74m, 2, 2, 4), ("UNI", 7.3320m, 4, 5, 2), ("ATOM", 6.118m, 3, 1, 3),
        ("XLM", 0.0917250m, 7, 50, 0), ("BCH", 387.6m, 1, 1, 5), ("ETC", 22.470m, 3, 10, 4), ("FIL", 4.2185m, 4, 5, 2),
        ("NEAR", 4.9720m, 4, 1, 1), ("ALGO", 0.13764m, 5, 2, 0), ("AAVE", 93.25m, 2, 5, 5), ("MKR", 2_346m, 0, 1, 6),
    ];

    private static readonly (string Quote, decimal Factor)[] s_quotes = [("USD", 1m), ("EUR", 0.9213m), ("GBP", 0.7836m), ("CHF", 0.8841m)];

    /// <summary>Symbol number <paramref name="index"/>, the same in every run.</summary>
    public static SimulatedSymbol At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var (name, price, priceDecimals, tick, quantityDecimals) = s_bases[index % s_bases.Length];
        var (quote, factor) = s_quotes[index / s_bases.Length % s_quotes.Length];
        // Further rounds are later expiries of the same pair, each a little dearer.
        var expiry = index / (s_bases.Length * s_quotes.Length);
        var units = price * factor * (1 + 0.004m * expiry);
        for (var i = 0; i < priceDecimals; i++)
            units *= 10;
        var suffix = expiry == 0 ? "" : $"-X{expiry:00}";
        return new SimulatedSymbol($"{name}-{quote}{suffix}", priceDecimals, quantityDecimals, tick, LotOf(quantityDecimals), (long)(units / tick));
    }

    // A hundredth where decimals allow it, so that level totals use several digits.
    private static long LotOf(int quantityDecimals)
    {
        var lot = 1L;
        for (var i = 2; i < quantityDecimals; i++)
            lot *= 10;
        return lot;
    }
}
