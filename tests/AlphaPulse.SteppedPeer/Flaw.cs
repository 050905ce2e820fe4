namespace AlphaPulse.SteppedPeer;

/// <summary>What a peer can be told to do wrong, so that the checks are seen to find it.</summary>
internal enum Flaw
{
    None,

    /// <summary>The writer publishes a batch and then fills it.</summary>
    PublishBeforeFill,

    /// <summary>The writer frees the entries of stopped readers that stand in its way.</summary>
    RobReaders,

    /// <summary>The reader forgets the last record of each thousand.</summary>
    SkipRecords,

    /// <summary>The successor waits for 0.3 s after the writer's death.</summary>
    SlowSuccessor,

    /// <summary>The observer does not count what it was told it lost.</summary>
    ForgetLost,
}
