namespace AlphaPulse.RingTool.Reports;

/// <summary>What is known of a ring's writer.</summary>
internal enum WriterState
{
    /// <summary>Somebody holds its lifeline; it may be paused.</summary>
    Alive,

    /// <summary>It has closed the ring.</summary>
    Closed,

    /// <summary>Nobody holds its lifeline, and the ring is not closed.</summary>
    Died,
}
