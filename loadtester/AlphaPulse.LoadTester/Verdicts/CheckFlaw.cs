using System.Text.Json;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>What a checked file says that no passing run can say.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Found">What the file says.</param>
/// <param name="Expected">What it would have to say.</param>
internal sealed record CheckFlaw(string Name, string Found, string Expected)
{
    public static IReadOnlyList<CheckFlaw> Of(JsonElement root)
    {
        var flaws = new List<CheckFlaw>();
        Measured("writes_measured", "latency.write.count");
        Measured("total_events", "throughput.total_events");
        if (ResultsJson.Number(root, "config.trades_per_second") > 0)
            Measured("total_trades", "throughput.total_trades");
        if (root.GetProperty("status").ToString() == "passed" && root.TryGetProperty("reasons", out var reasons) && !IsEmpty(reasons))
            flaws.Add(new CheckFlaw("reasons", reasons.ValueKind == JsonValueKind.Array ? $"{reasons.GetArrayLength()}" : "no list", "none: it passed"));
        return flaws;

        // Percentiles and rates of nothing can be written, not measured.
        void Measured(string name, string path)
        {
            var value = ResultsJson.Number(root, path);
            if (value is not > 0)
                flaws.Add(new CheckFlaw(name, value is { } number ? MetricText.Number(number) : "missing", "> 0"));
        }
    }

    private static bool IsEmpty(JsonElement list) => list.ValueKind == JsonValueKind.Null || (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 0);
}
