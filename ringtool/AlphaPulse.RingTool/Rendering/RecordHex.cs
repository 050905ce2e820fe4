using AlphaPulse.RingTool.Commands;

namespace AlphaPulse.RingTool.Rendering;

/// <summary>Records as bytes, 16 a line, for a record whose schema cannot be read or is not believed.</summary>
internal static class RecordHex
{
    private const int LineBytes = 16;

    public static void Write(IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> records, Output output)
    {
        foreach (var (sequence, record) in records)
        {
            output.Line($"sequence {sequence}");
            for (var offset = 0; offset < record.Length; offset += LineBytes)
            {
                var bytes = record.Span.Slice(offset, Math.Min(LineBytes, record.Length - offset));
                var hex = string.Join(' ', bytes.ToArray().Select(value => value.ToString("x2")));
                output.Line($"  {offset:x4}  {hex}");
            }
        }
    }
}
