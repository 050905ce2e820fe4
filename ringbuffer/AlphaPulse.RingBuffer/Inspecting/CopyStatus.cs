namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>Result of <see cref="RingInspector.TryCopy"/>.</summary>
public enum CopyStatus
{
    /// <summary>The copy is the record as it was published.</summary>
    Intact,

    /// <summary>The slot was, or may have been, taken for a later record: the copy says nothing.</summary>
    Overwritten,

    /// <summary>A writer of many claimed the sequence and died, or gave it up: there is no record, and never will be.</summary>
    Tombstone,

    /// <summary>No record of this sequence was published yet, or the ring starts behind it.</summary>
    NotPublished,
}
