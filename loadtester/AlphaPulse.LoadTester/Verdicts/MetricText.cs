using System.Globalization;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>Values and limits as verdicts print them.</summary>
internal static class MetricText
{
    public static string Number(double value) => value.ToString(Math.Abs(value) >= 1_000 ? "#,0" : "0.###", CultureInfo.InvariantCulture);

    /// <summary>The unit with a space before it; nothing for a count.</summary>
    public static string Unit(Metric metric) => metric.Unit switch
    {
        "" => "",
        "/s" => "/s",
        var unit => " " + unit,
    };
}
