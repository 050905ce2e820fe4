namespace AlphaPulse.Engine.Stages;

/// <summary>What an update's venue sequence says about the updates before it.</summary>
internal enum SequenceVerdict
{
    /// <summary>It follows on the last one, or makes no promise.</summary>
    InOrder,

    /// <summary>Numbers were left out.</summary>
    Gap,

    /// <summary>It was seen before, wholly or in part, or comes too late.</summary>
    Duplicate,

    /// <summary>The venue started to count anew.</summary>
    Restart,
}
