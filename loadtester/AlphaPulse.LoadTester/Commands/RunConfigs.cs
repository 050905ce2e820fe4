using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Settings → what the results say was asked for.</summary>
internal static class RunConfigs
{
    public static RunConfig Of(LoadTestSettings settings, string directory) =>
        Of(settings) with { Directory = directory, DirectoryIsTmpfs = FileSystem.IsTmpfs(directory) };

    /// <summary>The same in each session of a run, which has a directory of its own each time.</summary>
    public static RunConfig Of(LoadTestSettings settings) => new()
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
        NoiseBudget = settings.NoiseBudget.ToString(),
    };

    public static RunConfig Of(ReplaySettings settings, string directory) => new()
    {
        Exchanges = 1,
        ArrivalMode = settings.Replay.Speed == 0 ? "max" : "recorded",
        RingCapacity = settings.Pipeline.RingCapacity,
        WaitStrategy = settings.Pipeline.Wait,
        Threads = settings.Pipeline.Threads,
        NoiseBudget = settings.NoiseBudget.ToString(),
        Directory = directory,
        DirectoryIsTmpfs = FileSystem.IsTmpfs(directory),
        Replay = new ReplayConfig { Format = settings.Replay.Format, Files = settings.Replay.Files, Oracle = settings.Replay.Oracle, Speed = settings.Replay.Speed },
    };
}
