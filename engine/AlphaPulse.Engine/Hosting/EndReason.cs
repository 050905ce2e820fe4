namespace AlphaPulse.Engine.Hosting;

/// <summary>Why an engine ends.</summary>
internal enum EndReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The parent said stop, or the venues closed their rings: what is published is applied first.</summary>
    Finished,

    /// <summary>SIGINT or SIGTERM: what is published is applied first.</summary>
    Interrupted,

    /// <summary>The parent is gone: at once.</summary>
    Orphaned,

    /// <summary>The pipeline halted.</summary>
    Failed,
}
