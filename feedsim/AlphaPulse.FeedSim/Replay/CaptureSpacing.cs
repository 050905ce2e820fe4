using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Replay;

/// <summary>The times of a capture's updates for a pattern that has its spacing; its events are not used.</summary>
internal static class CaptureSpacing
{
    /// <summary>
    /// Reads the capture that a plan's pattern names, and leaves its times in the run's directory for those who count. Null for any
    /// other pattern.
    /// </summary>
    /// <exception cref="CaptureException">The file cannot be read, is of no known format, or has no two different times.</exception>
    public static SpacingTable? Prepare(RunPlan plan, string runDirectory)
    {
        if (!PatternSpec.TryParse(plan.Pattern, out var pattern, out _) || pattern.Spacing is not { Kind: SpacingKind.Recorded } spec)
            return null;
        var times = Times(spec);
        var ratePerSecond = times.Length / ((times[^1] - times[0]) * 1e-9) * (double)spec.Speed;
        if (ratePerSecond > RunSchedule.MaxRate)
            throw new CaptureException(spec.File, $"at {spec.Speed}x it has {ratePerSecond:N0} updates a second, possible are {RunSchedule.MaxRate:N0}");
        SpacingFile.Save(runDirectory, times);
        return SpacingTable.Recorded(times, spec.Speed);
    }

    private static long[] Times(SpacingSpec spec)
    {
        var format = spec.Format.Length > 0 ? spec.Format : RecogniseAsync(spec.File).AsTask().GetAwaiter().GetResult();
        var times = Times(CaptureReader.Read(new ReplayPlan { Format = format, Files = [spec.File] }));
        return times.Length >= 2 && times[^1] > times[0] ? times : throw new CaptureException(spec.File, "needs updates at two different times at least");
    }

    /// <summary>When each update of a capture was recorded, after the first message.</summary>
    public static long[] Times(CaptureTape tape)
    {
        var times = new List<long>();
        foreach (ref readonly var e in tape.Events)
        {
            if (e.IsLastOfUpdate)
                times.Add(e.IntendedNs);
        }

        return [.. times];
    }

    private static async ValueTask<string> RecogniseAsync(string path)
    {
        await using var lines = await CaptureFile.OpenAsync(path, CancellationToken.None).ConfigureAwait(false);
        while (lines.LineNumber < FormatRecogniser.Lines && await lines.MoveNextAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (FormatRecogniser.FormatOf(lines.Line) is { } format)
                return format;
        }

        throw new CaptureException(path, $"its first lines look like none of the formats; name one, as in recorded:{path},1x,{CaptureFormats.Lobster}");
    }
}
