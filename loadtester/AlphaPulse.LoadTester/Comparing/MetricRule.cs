using System.Globalization;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Comparing;

/// <summary>How one metric is compared.</summary>
/// <param name="Metric">Which.</param>
/// <param name="IsGated">Whether it decides; the others are told for information.</param>
/// <param name="Threshold">Relative change that is allowed in any case: 0.05 = 5 %.</param>
internal sealed record MetricRule(Metric Metric, bool IsGated, double Threshold)
{
    /// <summary>A change that nobody would act on.</summary>
    public const double DefaultThreshold = 0.05;

    // Declared before anything is measured. No maximum, ever: one event decides it.
    private static readonly Metric[] s_gated = [Metrics.EventsPerSecond, Metrics.WriteP50, Metrics.WriteP99];
    private static readonly Metric[] s_shown = [Metrics.EventsPerSecond, Metrics.WriteP50, Metrics.WriteP90, Metrics.WriteP99, Metrics.WriteP999, Metrics.ResponseP99, Metrics.DeliveryP99, Metrics.CpuPercent, Metrics.MemoryMb, Metrics.ErrorRate];

    /// <param name="gate">Metrics that decide, with commas between, each with its own threshold if it needs one: <c>write_p99_ns=10%,cpu_percent</c>; null for the default ones.</param>
    /// <param name="delta">The threshold of the others, as in <c>5%</c>; null for the default one.</param>
    /// <param name="faults">Receives what is wrong with either.</param>
    public static IReadOnlyList<MetricRule> Read(string? gate, string? delta, FaultList faults)
    {
        var common = delta is null ? DefaultThreshold : Percent("--delta", delta, faults);
        return Of(gate is null ? s_gated.ToDictionary(metric => metric, _ => common) : Gated(gate, common, faults), common);
    }

    /// <summary>The gated metrics and those that are always shown, in the order of all metrics.</summary>
    public static IReadOnlyList<MetricRule> Of(IReadOnlyDictionary<Metric, double> gated, double common = DefaultThreshold) =>
    [
        .. Metrics.All.Where(metric => s_shown.Contains(metric) || gated.ContainsKey(metric))
            .Select(metric => new MetricRule(metric, gated.ContainsKey(metric), gated.GetValueOrDefault(metric, common))),
    ];

    private static Dictionary<Metric, double> Gated(string gate, double common, FaultList faults)
    {
        var gated = new Dictionary<Metric, double>();
        foreach (var entry in gate.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2);
            if (Metrics.Find(parts[0]) is not { } metric)
                faults.Add("--gate", $"'{parts[0]}' is not a metric{NearestName.Hint(parts[0], [.. Metrics.All.Select(known => known.Name)])}");
            else if (!gated.TryAdd(metric, parts.Length == 1 ? common : Percent("--gate", parts[1], faults)))
                faults.Add("--gate", $"'{parts[0]}' is given more than once");
        }

        if (gated.Count == 0 && faults.IsEmpty)
            faults.Add("--gate", "names no metric, expected for instance write_p50_ns,write_p99_ns=10%");
        return gated;
    }

    private static double Percent(string key, string text, FaultList faults)
    {
        if (double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 1_000)
            return percent / 100;
        faults.Add(key, $"'{text}' is not a threshold, allowed: more than 0 % to 1000 %, as in 5%");
        return DefaultThreshold;
    }
}
