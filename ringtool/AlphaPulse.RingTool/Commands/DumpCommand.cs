using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingTool.Inspecting;
using AlphaPulse.RingTool.Records;
using AlphaPulse.RingTool.Rendering;
using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Commands;

/// <summary><c>ringtool dump</c>.</summary>
internal static class DumpCommand
{
    private const long DefaultLast = 10;

    public static int Run(DumpOptions options, Output output)
    {
        var faults = new List<string>();
        if (options.Last is not null && options.From is not null)
            faults.Add("--last, --from: only one of them");
        if (options.Count is not null && options.From is null)
            faults.Add("--count: needs --from SEQ; the newest N are --last N");
        if (options.Last < 1 || options.Count < 1)
            faults.Add($"--{(options.Last < 1 ? "last" : "count")}: must be 1 or more");
        var format = options.Json ? "jsonl" : options.Format;
        if (format is not ("table" or "csv" or "jsonl" or "hex"))
            faults.Add($"--format {format}: must be table, csv, jsonl or hex");
        if (faults.Count > 0)
            throw new UsageException(faults);

        using var inspector = RingInspector.Attach(RingFinder.Resolve(options.Ring, options.Dir));
        var seen = inspector.Look();
        IReadOnlyList<RecordField> fields = format == "hex" ? [] : RecordLayout.Parse(inspector.Facts.Schema, inspector.Facts.RecordBytes).Fields;
        var range = Range(options, inspector.Facts, seen);
        if (format == "table")
            Describe(inspector, seen).ForEach(output.Line);
        else if (Writers.StateOf(seen) == WriterState.Died)
            output.Note(Crash(inspector.Facts, seen));
        var reader = new RecordReader(inspector);
        var records = reader.Read(range);
        if (format == "csv")
            RecordCsv.Write(records, fields, output);
        else if (format == "jsonl")
            RecordLines.Write(records, fields, output);
        else if (format == "hex")
            RecordHex.Write(records, output);
        else
            RecordTable.Write(records, fields, output);
        if (reader.Overwritten > 0)
            output.Note($"{Words.Count(reader.Overwritten)} of {Words.Count(range.Count)} records were overwritten while they were read");
        if (reader.Tombstones > 0)
            output.Note($"{Words.Count(reader.Tombstones)} of {Words.Count(range.Count)} sequences are tombstones: a writer claimed them and died, or gave them up");
        return ExitCode.Ok;
    }

    private static SequenceRange Range(DumpOptions options, RingFacts facts, RingSnapshot seen)
    {
        var intact = seen.Intact;
        if (options.From is not { } from)
            return intact with { From = Math.Max(intact.From, intact.To - Math.Min(options.Last ?? DefaultLast, facts.Capacity)) };
        if (from < intact.From || from >= intact.To)
        {
            throw new UsageException(intact.Count == 0
                ? $"--from {from}: the ring has no records yet"
                : $"--from {from}: {(from < facts.FirstSequence ? "the ring starts later" : from < intact.From ? "is overwritten" : "is not written yet")}; intact are the sequences {intact.From} to {intact.To - 1}");
        }

        return new SequenceRange(from, from + Math.Min(options.Count ?? long.MaxValue, intact.To - from));
    }

    private static List<string> Describe(RingInspector inspector, RingSnapshot seen)
    {
        var facts = inspector.Facts;
        var state = Writers.StateOf(seen);
        var lines = new List<string>
        {
            Words.Printable(inspector.Path),
            $"  {facts.RecordBytes}-byte records, {Words.Count(facts.Capacity)} slots, format {facts.FormatVersion}, created {Words.Time(facts.CreatedUtc)}, writer {state.ToString().ToLowerInvariant()}",
            seen.Cursor == facts.FirstSequence
                ? "  nothing is published yet"
                : $"  published {facts.FirstSequence} to {seen.Cursor - 1}, intact {(seen.Intact.Count > 0 ? $"{seen.Intact.From} to {seen.Intact.To - 1}" : "none")}",
        };
        if (seen.LastKeyframe is not null || seen.SnapshotRequests > 0)
            lines.Add($"  snapshot {Words.Snapshot(seen.LastKeyframe, seen.LastKeyframe >= seen.Intact.From && seen.LastKeyframe < seen.Intact.To, seen.SnapshotRequests)}");
        if (seen.Epoch > 1 && !facts.HasManyWriters)
            lines.Add($"  epoch {seen.Epoch} from {seen.EpochStart} on");
        if (state == WriterState.Died)
            lines.Add("  " + Crash(facts, seen));
        lines.Add("");
        return lines;
    }

    private static string Crash(RingFacts facts, RingSnapshot seen) => facts.HasManyWriters && seen.Claim > seen.Cursor
        ? $"the writers died: of the sequences {seen.Cursor} to {seen.Claim - 1}, which they had claimed, those that were published are read once a reader or another writer has passed over the rest"
        : seen.Claim > seen.Cursor
        ? $"the writer died: what it was writing, sequences {seen.Cursor} to at most {seen.Claim - 1}, was never published; all that is shown was"
        : "the writer died between two records: all that it wrote is published";
}
