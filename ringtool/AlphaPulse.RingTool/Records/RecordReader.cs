using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;

namespace AlphaPulse.RingTool.Records;

/// <summary>Copies of a ring's records in a range of sequences: those that are intact, and how many no longer were.</summary>
internal sealed class RecordReader(RingInspector inspector)
{
    /// <summary>Sequences of the range that were overwritten before they could be copied.</summary>
    public long Overwritten { get; private set; }

    public IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> Read(SequenceRange range)
    {
        for (var sequence = range.From; sequence < range.To; sequence++)
        {
            var record = new byte[inspector.Facts.RecordBytes];
            if (inspector.TryCopy(sequence, record) == CopyStatus.Intact)
                yield return (sequence, record);
            else
                Overwritten++;
        }
    }
}
