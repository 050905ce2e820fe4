using System.Globalization;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>Which intervals of a log count: those that begin within it, in seconds after the log's start, both ends included.</summary>
internal sealed record TimeRange(double StartSecs, double EndSecs)
{
    public bool Contains(double secs) => secs >= StartSecs && secs <= EndSecs;

    public static TimeRange Read(string? start, string? end, FaultList faults)
    {
        var range = new TimeRange(Seconds("--start", start, 0, faults), Seconds("--end", end, double.MaxValue, faults));
        if (range.StartSecs > range.EndSecs)
            faults.Add("--end", $"'{end}' is before --start");
        return range;
    }

    private static double Seconds(string option, string? typed, double otherwise, FaultList faults)
    {
        if (typed is null)
            return otherwise;
        if (double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var secs) && double.IsFinite(secs))
            return secs;
        faults.Add(option, $"'{typed}' is not a number of seconds");
        return otherwise;
    }
}
