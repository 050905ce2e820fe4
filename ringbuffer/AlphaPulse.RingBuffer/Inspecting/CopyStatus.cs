namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>Result of <see cref="RingInspector.TryCopy"/>.</summary>
public enum CopyStatus
{
    /// <summary>The copy is the record as it was published.</summary>
    Intact,

    /// <summary>The slot was, or may have been, taken for a later record: the copy says nothing.</summary>
    Overwritten,

    /// <summary>No record of this sequence was published yet, or the ring starts behind it.</summary>
    NotPublished,
}
