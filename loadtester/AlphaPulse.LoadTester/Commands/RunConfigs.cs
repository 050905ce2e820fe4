using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Settings → what the results say was asked for.</summary>
internal static class RunConfigs
{
    public static RunConfig Of(LoadTestSettings settings, string directory, bool isTmpfs) => new()
    {
        Profile = settings.Profile,
        Exchanges = settings.Exchanges,
        TradesPerSecond = settings.TradesPerSecond,
        OrderbookUpdatesPerSecond = settings.BookUpdatesPerSecond,
        DurationSecs = settings.DurationSecs,
        WarmupSecs = settings.WarmupSecs,
        SymbolCount = settings.SymbolCount,
        Pattern = settings.Pattern.ToString(),
        ArrivalMode = settings.Arrival.ToString(),
        Seed = settings.Seed,
        RingCapacity = settings.Pipeline.RingCapacity,
        WaitStrategy = settings.Pipeline.Wait,
        Threads = settings.Pipeline.Threads,
        Directory = directory,
        DirectoryIsTmpfs = isTmpfs,
    };

    public static RunConfig Of(ReplaySettings settings, string directory, bool isTmpfs) => new()
    {
        Exchanges = 1,
        ArrivalMode = settings.Replay.Speed == 0 ? "max" : "recorded",
        RingCapacity = settings.Pipeline.RingCapacity,
        WaitStrategy = settings.Pipeline.Wait,
        Threads = settings.Pipeline.Threads,
        Directory = directory,
        DirectoryIsTmpfs = isTmpfs,
        Replay = new ReplayConfig { Format = settings.Replay.Format, Files = settings.Replay.Files, Oracle = settings.Replay.Oracle, Speed = settings.Replay.Speed },
    };
}
