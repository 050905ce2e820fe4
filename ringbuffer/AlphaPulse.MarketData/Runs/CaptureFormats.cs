namespace AlphaPulse.MarketData.Runs;

/// <summary>The capture formats that a replay reads, by their command-line names. Constants; thread-safe.</summary>
public static class CaptureFormats
{
    /// <summary>Binance spot, raw WebSocket lines with a REST snapshot among them.</summary>
    public const string BinanceSpot = "binance-spot";

    /// <summary>Binance USD-M futures, raw WebSocket lines with a REST snapshot among them.</summary>
    public const string BinanceFutures = "binance-futures";

    /// <summary>Kraken WebSocket version 1 lines.</summary>
    public const string KrakenV1 = "kraken-v1";

    /// <summary>Databento market-by-order CSV.</summary>
    public const string DatabentoMbo = "databento-mbo";

    /// <summary>LOBSTER message CSV.</summary>
    public const string Lobster = "lobster";

    /// <summary>All names, in the order in which help texts list them.</summary>
    public static IReadOnlyList<string> All { get; } = [BinanceSpot, BinanceFutures, KrakenV1, DatabentoMbo, Lobster];

    /// <summary>Whether a name is one of <see cref="All"/>; upper and lower case differ.</summary>
    /// <param name="name">The name, as typed.</param>
    public static bool IsKnown(string? name) => name is not null && All.Contains(name, StringComparer.Ordinal);

    /// <summary>
    /// Whether a format takes an oracle file of its own (<see cref="ReplayPlan.Oracle"/>). The other formats carry
    /// their oracle in the stream.
    /// </summary>
    /// <param name="name">A name of <see cref="All"/>.</param>
    public static bool TakesOracleFile(string name) => name is DatabentoMbo or Lobster;
}
