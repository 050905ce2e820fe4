using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>What <c>list</c> shows to people: a heading for each run or directory, a line for each ring. Fits 80 columns.</summary>
internal static class ListText
{
    private const int NameColumns = 18;

    public static void Write(string place, IReadOnlyList<FoundRing> found, IReadOnlyList<ListedRing> rings, Output output)
    {
        string? group = null;
        foreach (var (ring, listed) in found.Zip(rings))
        {
            if (ring.Group != group)
            {
                if (group is not null)
                    output.Line("");
                group = ring.Group;
                output.Line(Words.Printable(group) + Heading(ring.RunUse));
                output.Line($"  {"ring",-NameColumns}{"record",8}{"slots",11}{"written",16} {"writer",-7}{"readers",8}{"age",8}");
            }

            var line = Row(ring.ShortName, listed);
            if (listed.IsLeftOver || listed.Fault is not null || listed.Writer is WriterState.Died)
                output.Alarm(line);
            else
                output.Line(line);
            if (listed.Fault is { } fault)
                output.Alarm($"    {Words.Printable(fault)}");
            else if (listed.IsLeftOver && ring.RunUse is null)
                output.Alarm("    left over: nobody uses it");
        }

        var left = rings.Count(ring => ring.IsLeftOver);
        var leftBytes = rings.Where(ring => ring.IsLeftOver).Sum(ring => ring.FileBytes ?? 0);
        output.Line($"{(rings.Count > 0 ? "\n" : "")}{rings.Count} {(rings.Count == 1 ? "ring" : "rings")} in {Words.Printable(place)}{(left > 0 ? $", {left} left over with {Words.Count(leftBytes)} bytes ('ringtool clean' removes them)" : "")}");
    }

    private static string Heading(DirectoryUse? runUse) => runUse switch
    {
        null => "",
        DirectoryUse.LiveRun => "  (live run)",
        DirectoryUse.UsedRun => "  (ended run, a ring of it is still in use)",
        _ => "  (left-over of a run)",
    };

    private static string Row(string name, ListedRing ring)
    {
        var shown = Words.Printable(name);

        // A longer name gets a line of its own rather than be cut: it is needed for the next command.
        var start = shown.Length < NameColumns ? $"  {shown,-NameColumns}" : $"  {shown}\n  {"",-NameColumns}";
        if (ring.Fault is not null)
            return start.TrimEnd() + (ring.Use is DirectoryUse.InTransit ? "  (in the making or removal)" : ring.Use is DirectoryUse.Unfinished ? "  (unfinished)" : "  (cannot be read)");
        return $"{start}{$"{ring.RecordBytes} B",8}{Words.Count(ring.Capacity ?? 0),11}{Words.Count(ring.Cursor ?? 0),16} {ring.Writer?.ToString().ToLowerInvariant(),-7}{ring.Readers,8}{Words.Span(ring.AgeSecs ?? 0),8}";
    }
}
