using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>The real captures in ../shared/data, and short made-up ones.</summary>
internal static class Captures
{
    public static readonly string[] BinanceSpot = ["binance/spot_btcusdt_20240808.gz", "binance/spot_btcusdt_20240809.gz"];
    public static readonly string[] BinanceFutures = ["binance/usdm_btcusdt_20240808.gz"];
    public static readonly string[] Kraken = ["kraken/KRAKEN.ws.50.0.gz"];
    public static readonly string[] Mbo = ["databento-arl/mbo.csv.gz"];
    public static readonly string[] Lobster = ["lobster/AAPL_2012-06-21_0930-1030_message_L50.csv.gz"];
    public const string Mbp = "databento-arl/mbp.csv.gz";

    public static string[] FilesOf(string format) => format switch
    {
        CaptureFormats.BinanceSpot => BinanceSpot,
        CaptureFormats.BinanceFutures => BinanceFutures,
        CaptureFormats.KrakenV1 => Kraken,
        CaptureFormats.DatabentoMbo => Mbo,
        _ => Lobster,
    };

    /// <summary>A file of the data folder; skips the test where the folder is missing, and fails it under CI=true.</summary>
    public static string Path(string relative)
    {
        var folder = Environment.GetEnvironmentVariable("ALPHAPULSE_DATA") is { Length: > 0 } given ? given : Beside();
        var path = System.IO.Path.Combine(folder, relative);
        if (!File.Exists(path))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is missing");
            Assert.Skip($"{path} is missing");
        }

        return path;
    }

    public static ReplayPlan Plan(string format, string? oracle = null, bool skipErrors = false) => new()
    {
        Format = format,
        Files = [.. FilesOf(format).Select(Path)],
        Oracle = oracle is null ? null : Path(oracle),
        SkipErrors = skipErrors,
    };

    public static CaptureTape Read(string format, string? oracle = null) => CaptureReader.Read(Plan(format, oracle));

    /// <summary>Writes lines into a file of a temporary directory and reads it.</summary>
    public static CaptureTape ReadLines(string format, string lines, string? oracle = null, bool skipErrors = false)
    {
        using var directory = new ReplayDirectory();
        var file = directory.Write("capture", lines);
        var oracleFile = oracle is null ? null : directory.Write("oracle", oracle);
        return CaptureReader.Read(new ReplayPlan { Format = format, Files = [file], Oracle = oracleFile, SkipErrors = skipErrors });
    }

    private static string Beside()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "AlphaPulse.sln")))
            directory = directory.Parent;
        return System.IO.Path.Combine(directory?.FullName ?? ".", "..", "shared", "data");
    }
}
