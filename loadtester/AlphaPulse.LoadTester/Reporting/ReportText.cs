using System.Globalization;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>Figures as documents print them: short, invariant, cut where rounding would flatter.</summary>
internal static class ReportText
{
    public const string Missing = "n/a";

    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Three digits in the unit that fits, as in "8.92 µs".</summary>
    public static string Latency(double? ns) => ns switch
    {
        null => Missing,
        >= 1e9 => Digits(ns.Value / 1e9, "s"),
        >= 1e6 => Digits(ns.Value / 1e6, "ms"),
        >= 1e3 => Digits(ns.Value / 1e3, "µs"),
        _ => Of($"{ns:0} ns"),
    };

    /// <summary>To the nanosecond in µs, and three places after the point in ms and s, as the columns of the result screen have it.</summary>
    public static string Precise(long ns) => ns switch
    {
        >= 1_000_000_000 => Of($"{ns / 1e9:#,0.000} s"),
        >= 1_000_000 => Of($"{ns / 1e6:0.000} ms"),
        _ => Of($"{ns / 1e3:0.000} μs"),
    };

    public static string Count(double value) => Of($"{value:#,0}");

    /// <summary>Cut after one digit: 94.96 % must not read 95 %.</summary>
    public static string Achievement(double? percent) => percent is { } value ? Of($"{Math.Floor((value * 10) + 1e-6) / 10:0.#} %") : Missing;

    public static string Seconds(double seconds) => seconds switch
    {
        >= 7_200 => Of($"{seconds / 3_600:0.#} h"),
        >= 600 => Of($"{seconds / 60:0.#} min"),
        _ => Of($"{seconds:0.###} s"),
    };

    public static string Status(RunStatus status) => status switch
    {
        RunStatus.Passed => "✓ PASSED",
        RunStatus.Partial => "◐ PARTIAL",
        RunStatus.Inconclusive => "? INCONCLUSIVE",
        RunStatus.Interrupted => "■ INTERRUPTED",
        RunStatus.Invalid => "✗ INVALID",
        _ => "✗ FAILED",
    };

    /// <summary>What was run, in one sentence.</summary>
    public static string Load(RunResults results)
    {
        var config = results.Config;
        if (config.Replay is { } replay)
            return $"replay of {replay.Files.Count} {replay.Format} {(replay.Files.Count == 1 ? "file" : "files")}, {(replay.Speed == 0 ? "as fast as the ring takes it" : Of($"{replay.Speed:0.###} × recorded"))}, {Seconds(results.DurationSecs)}";
        var pattern = config.Pattern == "constant" ? "" : $", pattern {config.Pattern}";
        var attached = config.Attach is null ? "" : $", attached to {config.Attach}";
        return Of($"{config.Exchanges} {(config.Exchanges == 1 ? "exchange" : "exchanges")} × ({config.TradesPerSecond:#,0} trades + {config.OrderbookUpdatesPerSecond:#,0} order-book updates)/s, {Seconds(results.DurationSecs)}{pattern}, arrival {config.ArrivalMode}, {config.SymbolCount} symbols{attached}");
    }

    /// <summary>An objective's metric and limit as in "write P99 &lt; 1,000 ns"; also of a metric that this version does not know.</summary>
    public static string Objective(ObjectiveResults objective) => Metrics.Find(objective.Metric) is { } metric
        ? new Objective(metric, objective.Limit).ToString()
        : Of($"{objective.Metric} {MetricText.Number(objective.Limit)} {objective.Unit}").TrimEnd();

    public static string Value(ObjectiveResults objective) => objective.Value is not { } value
        ? Missing
        : $"{MetricText.Number(value)}{(Metrics.Find(objective.Metric) is { } metric ? MetricText.Unit(metric) : " " + objective.Unit)}".TrimEnd();

    public static string Environment(RunEnvironment environment) =>
        $"{environment.CpuModel}, {environment.Cores} cores, Linux {environment.Kernel}, {environment.Runtime}{(environment.Commit is { } commit ? $", commit {commit[..Math.Min(commit.Length, 12)]}" : "")}";

    private static string Digits(double value, string unit) => value switch
    {
        >= 99.95 => Of($"{value:#,0} {unit}"),
        >= 9.995 => Of($"{value:0.0} {unit}"),
        _ => Of($"{value:0.00} {unit}"),
    };
}
