using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingTool.Commands;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>What <c>stat</c> shows to people of a ring. Fits 80 columns; what is wider is names.</summary>
internal static class StatText
{
    private const int NameColumns = 20;

    public static void Write(RingReport ring, Output output)
    {
        output.Line(Words.Printable(ring.Ring));
        output.Line($"  ring      {Words.Count(ring.Capacity)} x {ring.RecordBytes} B, format {ring.FormatVersion}, created {Words.Time(ring.CreatedUtc)}");
        Writer(ring, output);
        output.Line($"  written   {Words.Count(ring.Cursor)}{(ring.RecordsPerSecond is { } rate ? $", {Words.Rate(rate)}/s" : "")}; intact from {Words.Count(ring.IntactFrom)} on{(ring.ObserverSlackSecs is { } slack ? $": observers have {Words.Span(slack)}" : "")}");
        if (ring.LastKeyframe is not null || ring.SnapshotRequests > 0)
            output.Line($"  snapshot  {Words.Snapshot(ring.LastKeyframe, ring.IsKeyframeIntact ?? false, ring.SnapshotRequests)}");
        output.Line(ring.Waiting is { } waiting
            ? $"  waiting   {Words.Count(waiting)} of {Words.Count(ring.Capacity)} slots ({Words.Percent(ring.OccupancyPercent ?? 0)}), slowest: {Words.Printable(ring.SlowestReader ?? "")}"
            : "  waiting   no gated reader holds the writer back");
        output.Line($"  full      {Words.Count(ring.FullCount)} times{(ring.FullCountIncrease is { } more ? $" (+{Words.Count(more)})" : "")}; dead readers evicted: {Words.Count(ring.EvictedReaders)}");
        if (ring.Wakes != 0 || ring.HasSleepers)
            output.Line($"  sleeping  {(ring.HasSleepers ? "somebody sleeps until he is woken" : "nobody now")}; woken {Words.Count(ring.Wakes)} times");
        if (ring.Readers.Count == 0)
            return;
        output.Line($"   #  {"gated reader",-NameColumns}{"pid",9}  {"process",-9}{"records/s",11}{"behind",13}{"of ring",9}");
        foreach (var reader in ring.Readers)
            Reader(reader, output);
    }

    private static void Writer(RingReport ring, Output output)
    {
        if (ring.WriterProcess is not { } process)
        {
            Writers(ring, output);
            return;
        }

        var who = ring.Writer == WriterState.Closed && process.Pid is null ? "" : process switch
        {
            { IsConfirmed: true } => $", pid {process.Pid} ({Words.Printable(process.Name ?? "?")}), {process.State}",
            { Pid: { } pid } => $", pid {pid} by its own word",
            _ => ring.Writer == WriterState.Alive ? ", its process cannot be seen" : "",
        };
        var line = $"  writer    {ring.Writer.ToString().ToLowerInvariant()}{who}; epoch {ring.Epoch}{(ring.Epoch > 1 && ring.EpochStart is { } start ? $" from {Words.Count(start)} on" : "")}{(ring.IsOfThisBoot ? "" : "; of another boot")}";
        if (process.IsPaused)
            output.Alarm($"{line}: PAUSED, seen for {Words.Span(process.PausedAtLeastSecs ?? 0)}");
        else if (ring.Writer == WriterState.Died)
            output.Alarm(line);
        else
            output.Line(line);
    }

    private static void Writers(RingReport ring, Output output)
    {
        output.Line($"  writers   {ring.Writer.ToString().ToLowerInvariant()}, {ring.Writers.Count(writer => writer.IsAlive)} of many; epoch {ring.Epoch}; tombstones {Words.Count(ring.Tombstones)}{(ring.IsOfThisBoot ? "" : "; of another boot")}");
        if (ring.Writers.Count > 0)
            output.Line($"   #  {"writer",-NameColumns}{"pid",9}  {"process",-9}{"records/s",11}{"published",15}");
        foreach (var writer in ring.Writers)
        {
            var name = Words.Printable(writer.Name);
            var start = name.Length < NameColumns ? $"  {writer.Index,2}  {name,-NameColumns}" : $"  {writer.Index,2}  {name}\n{"",6}{"",-NameColumns}";
            var state = writer.Process.IsPaused ? "PAUSED" : writer.IsAlive ? writer.Process.State ?? "unknown" : "DEAD";
            var line = $"{start}{writer.Process.Pid?.ToString() ?? "?",9}{(writer.Process.IsConfirmed ? ' ' : '?')} {state,-9}{Words.Rate(writer.RecordsPerSecond),11}{Words.Count(writer.Published),15}";
            if (writer.Process.IsPaused || !writer.IsAlive)
                output.Alarm(line);
            else
                output.Line(line);
            if (writer.ClaimFrom is { } from)
                output.Line($"      has claimed {Words.Count(from)} to {Words.Count((writer.ClaimTo ?? 0) - 1)}");
            if (writer.HoldsReaders)
                output.Line($"      readers wait for its claim from {Words.Count(writer.ClaimFrom ?? 0)} on, seen for {Words.Span(writer.HoldsReadersAtLeastSecs ?? 0)}");
            if (writer.GivenUp > 0)
                output.Line($"      has given up {Words.Count(writer.GivenUp)} sequences, which are tombstones");
            if (writer.Process.IsPaused)
                output.Line($"      is paused ({writer.Process.State}), seen for {Words.Span(writer.Process.PausedAtLeastSecs ?? 0)}; 'kill -CONT {writer.Process.Pid}' lets it go on");
            if (!writer.IsAlive)
                output.Line("      died without leaving; who waits for what it claimed turns that into tombstones");
        }
    }

    private static void Reader(ReaderReport reader, Output output)
    {
        var name = Words.Printable(reader.Name);
        var start = name.Length < NameColumns ? $"  {reader.Index,2}  {name,-NameColumns}" : $"  {reader.Index,2}  {name}\n{"",6}{"",-NameColumns}";
        var state = reader.Process.IsPaused ? "PAUSED" : reader.IsAlive ? reader.Process.State ?? "unknown" : "DEAD";
        var behind = reader.Behind is { } records ? $"{Words.Count(records),13}{Words.Percent(reader.BehindPercent ?? 0),9}" : $"{"-",13}{"-",9}";
        var line = $"{start}{reader.Process.Pid?.ToString() ?? "?",9}{(reader.Process.IsConfirmed ? ' ' : '?')} {state,-9}{Words.Rate(reader.RecordsPerSecond),11}{behind}";
        var details = Details(reader);
        var isWrong = reader.Process.IsPaused || !reader.IsAlive || reader.HoldsWriterSecs is not null || (reader.Behind is null && reader.State == ReaderState.Active);
        if (isWrong)
            output.Alarm(line);
        else
            output.Line(line);
        foreach (var detail in details)
            output.Line($"      {detail}");
    }

    private static IEnumerable<string> Details(ReaderReport reader)
    {
        if (reader.StaysBehind.Count > 0)
            yield return $"stays behind {string.Join(", ", reader.StaysBehind.Select(Words.Printable))}";
        if (reader.State == ReaderState.Joining)
            yield return "is joining: the writer does not see it yet";
        else if (reader.Behind is null)
            yield return $"its position {reader.Position} is impossible: its process is broken";
        if (reader.HoldsWriterSecs is { } held)
            yield return $"holds the writer back: the ring is full and has waited for it for {Words.Span(held)}";
        if (reader.Process.IsPaused)
            yield return $"is paused ({reader.Process.State}), seen for {Words.Span(reader.Process.PausedAtLeastSecs ?? 0)}; 'kill -CONT {reader.Process.Pid}' lets it go on";
        if (!reader.IsAlive)
            yield return "died without leaving; the writer closes its entry when the ring gets full";
        if (reader.IsSlow)
            yield return $"is slow, seen for {Words.Span(reader.SlowAtLeastSecs ?? 0)}{(reader.UnmovedAtLeastSecs > 0 ? $"; has not moved for {Words.Span(reader.UnmovedAtLeastSecs)}" : "")}";
    }
}
