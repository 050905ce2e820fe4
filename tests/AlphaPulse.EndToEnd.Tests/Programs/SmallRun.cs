namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A load test that costs next to nothing, for tests of how runs begin and end.</summary>
internal static class SmallRun
{
    public const int Venues = 2;
    public const int TradesPerSecond = 2_000;

    /// <summary>Arguments of a run that takes this long.</summary>
    public static IEnumerable<string> Of(Sandbox sandbox, int seconds, string results = "results.json") =>
    [
        "--exchanges", $"{Venues}", "--trades-per-second", $"{TradesPerSecond}", "--orderbook-updates-per-second", "1000", "--symbol-count", "2",
        "--warmup-secs", "0", "--duration-secs", $"{seconds}", "--dir", sandbox.Rings, "--json-output", sandbox.File(results),
    ];

    /// <summary>Arguments of a run that only ends when it is made to.</summary>
    public static IEnumerable<string> Endless(Sandbox sandbox) => Of(sandbox, 3_600);
}
