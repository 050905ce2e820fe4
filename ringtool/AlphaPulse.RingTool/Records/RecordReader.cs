using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;

namespace AlphaPulse.RingTool.Records;

/// <summary>Copies of a ring's records in a range of sequences: those that are intact, and how many no longer were.</summary>
internal sealed class RecordReader(RingInspector inspector)
{
    /// <summary>Sequences of the range that were overwritten before they could be copied.</summary>
    public long Overwritten { get; private set; }

    /// <summary>Sequences of the range that no writer ever published.</summary>
    public long Tombstones { get; private set; }

    public IEnumerable<(long Sequence, ReadOnlyMemory<byte> Record)> Read(SequenceRange range)
    {
        for (var sequence = range.From; sequence < range.To; sequence++)
        {
            var record = new byte[inspector.Facts.RecordBytes];
            switch (inspector.TryCopy(sequence, record))
            {
                case CopyStatus.Intact:
                    yield return (sequence, record);
                    break;
                case CopyStatus.Tombstone:
                    Tombstones++;
                    break;
                default:
                    Overwritten++;
                    break;
            }
        }
    }
}
