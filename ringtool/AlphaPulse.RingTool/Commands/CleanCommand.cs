using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Rendering;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Commands;

/// <summary><c>ringtool clean</c>.</summary>
internal static class CleanCommand
{
    public static int Run(CleanOptions options, Output output)
    {
        var place = RingFinder.Resolve(options.Place, baseDirectory: null);
        if (RingFinder.RunAbove(place) is { Run: { } run, Use: DirectoryUse.LiveRun })
            throw new UsageException($"{place}: belongs to the live run {run}, which cleans up itself");
        var cleaned = Candidates(place).Select(path => Clean(path, options.DryRun)).ToList();
        foreach (var directory in cleaned)
        {
            if (options.Json)
                output.Json(directory);
            else
                output.Line($"{(directory.IsRemoved ? options.DryRun ? "would remove" : "removed" : "left"),-12} {Words.Printable(directory.Path)}: {directory.Reason}");
        }

        if (!options.Json)
            output.Line($"{(cleaned.Count > 0 ? "\n" : "")}{cleaned.Count(directory => directory.IsRemoved)} {(options.DryRun ? "would be removed" : "removed")}, {cleaned.Count(directory => !directory.IsRemoved)} left, in {Words.Printable(place)}");
        return ExitCode.Ok;
    }

    /// <summary>The place itself if it is a run or ring, else what lies in it: not deeper, so that a wrong place costs nothing.</summary>
    private static string[] Candidates(string place)
    {
        if (!Directory.Exists(place))
            return [];
        return RingFinder.UseOf(place) is { } use and not DirectoryUse.Foreign ? [place] : RingFinder.Children(place);
    }

    private static CleanedDirectory Clean(string path, bool isDryRun)
    {
        var cleaned = new CleanedDirectory { Path = path, Use = null, IsRemoved = false, IsDryRun = isDryRun, Reason = "" };
        try
        {
            var use = LeftOvers.Examine(path);
            var isLeftOver = use is DirectoryUse.DeadRun or DirectoryUse.UnusedRing or DirectoryUse.Unfinished;
            var isRemoved = isLeftOver && (isDryRun || LeftOvers.TryRemove(path));
            return cleaned with { Use = use, IsRemoved = isRemoved, Reason = isLeftOver && !isRemoved ? "somebody has taken or removed it at this moment" : Reason(use) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return cleaned with { Reason = e.Message };
        }
    }

    private static string Reason(DirectoryUse use) => use switch
    {
        DirectoryUse.DeadRun => "a run that nobody takes part in any more",
        DirectoryUse.UnusedRing => "a ring without a living writer or gated reader",
        DirectoryUse.Unfinished => "half made or half removed by a process that died",
        DirectoryUse.LiveRun => "a live run",
        DirectoryUse.UsedRun => "the run has ended, but a ring of it is in use",
        DirectoryUse.UsedRing => "a ring with a living writer or gated reader",
        DirectoryUse.InTransit => "being made or removed less than a minute ago",
        _ => "neither a run nor a ring",
    };
}
