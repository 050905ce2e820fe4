using System.Diagnostics;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Rendering;

namespace AlphaPulse.RingTool.Commands;

/// <summary><c>ringtool stat</c>.</summary>
internal static class StatCommand
{
    private const double ShortestSecs = 0.01;
    private const double LongestSecs = 86_400;

    public static int Run(StatOptions options, Output output)
    {
        var faults = new List<string>();
        if (!(options.Interval is >= ShortestSecs and <= LongestSecs))
            faults.Add($"--interval {options.Interval}: must be {ShortestSecs} to {LongestSecs:0} seconds");
        if (options.Count < 0)
            faults.Add($"--count {options.Count}: must be 0 (until Ctrl-C) or more");
        if (faults.Count > 0)
            throw new UsageException(faults);

        var place = RingFinder.Resolve(options.Place, options.Dir);
        using var interruption = new Interruption();
        using var rings = new WatchedRings(place);
        if (options.Once)
            return Show(rings, place, options.Json, output);
        _ = rings.Look();
        var next = Stopwatch.GetTimestamp();
        for (var shown = 0; options.Count == 0 || shown < options.Count; shown++)
        {
            // On a grid, so that what a look costs does not add up.
            next += (long)(options.Interval * Stopwatch.Frequency);
            var pause = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
            if (pause > TimeSpan.Zero && interruption.Token.WaitHandle.WaitOne(pause))
                return ExitCode.Interrupted;
            if (shown > 0 && !options.Json)
                output.Line("");
            var exitCode = Show(rings, place, options.Json, output);
            if (exitCode != ExitCode.Ok)
                return exitCode;
        }

        return ExitCode.Ok;
    }

    /// <summary>A ring that was asked for and cannot be read is a fault; one of many is a remark.</summary>
    private static int Show(WatchedRings rings, string place, bool isJson, Output output)
    {
        var (reports, faults) = rings.Look();
        foreach (var fault in faults)
            output.Note(fault);
        for (var i = 0; i < reports.Count; i++)
        {
            if (isJson)
            {
                output.Json(reports[i]);
                continue;
            }

            if (i > 0)
                output.Line("");
            StatText.Write(reports[i], output);
        }

        if (reports.Count == 0 && faults.Count == 0)
            output.Note($"there is no ring in {place}");
        output.Flush();
        return reports.Count == 0 && faults.Count > 0 ? ExitCode.Usage : ExitCode.Ok;
    }
}
