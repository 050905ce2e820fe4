using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Rendering;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Commands;

/// <summary><c>ringtool list</c>.</summary>
internal static class ListCommand
{
    public static int Run(ListOptions options, Output output)
    {
        var place = RingFinder.Resolve(options.Place, baseDirectory: null);
        var found = RingFinder.Find(place);
        var rings = found.Select(ring => Describe(ring, DateTime.UtcNow)).ToList();
        if (options.Json)
            rings.ForEach(output.Json);
        else
            ListText.Write(place, found, rings, output);
        return ExitCode.Ok;
    }

    internal static ListedRing Describe(FoundRing found, DateTime nowUtc)
    {
        var use = RingFinder.UseOf(found.Path);
        var listed = new ListedRing
        {
            Ring = found.Path,
            Run = found.Run,
            RunUse = found.RunUse,
            Use = use,
            IsLeftOver = use is DirectoryUse.Unfinished || (use is DirectoryUse.UnusedRing && found.RunUse is null or DirectoryUse.DeadRun),
        };
        try
        {
            using var inspector = RingInspector.Attach(found.Path);
            var (facts, seen) = (inspector.Facts, inspector.Look());
            return listed with
            {
                RecordBytes = facts.RecordBytes,
                Capacity = facts.Capacity,
                Cursor = seen.Cursor,
                Writer = Writers.StateOf(seen),
                Epoch = seen.Epoch,
                Readers = seen.Readers.Count(reader => reader.IsAlive),
                CreatedUtc = facts.CreatedUtc,
                AgeSecs = Math.Max(0, (nowUtc - facts.CreatedUtc).TotalSeconds),
                FileBytes = facts.FileBytes,
            };
        }
        catch (RingException e)
        {
            return listed with { Fault = e.Message };
        }
    }
}
