namespace AlphaPulse.LoadTester.Chaos;

/// <summary>What rings and telemetry say at a moment. Counters of the engine are those of the present process.</summary>
internal sealed record SystemState
{
    /// <summary>Sum of the rings' cursors.</summary>
    public required long Written { get; init; }

    /// <summary>Sum of the places of the rings' readers called 'book', living or dead.</summary>
    public required long Read { get; init; }

    /// <summary>Readers called 'book' that have a place.</summary>
    public required int Readers { get; init; }

    /// <summary>Sum of the rings' epochs.</summary>
    public required long Epochs { get; init; }

    /// <summary>Events that the engine's book stage has handled, good or not.</summary>
    public long Handled { get; init; }

    /// <summary>Sum of the sequences at which that stage began.</summary>
    public long FirstSequences { get; init; }

    public long Checked { get; init; }

    public long Mismatched { get; init; }

    public long StaleBooks { get; init; }

    public long Resyncs { get; init; }

    public long WritersGone { get; init; }

    public long WriterChanges { get; init; }

    public long StageFaults { get; init; }

    public long StageRestarts { get; init; }

    public long TakenOver { get; init; }

    /// <summary>Updates that were due while no writer lived, so far.</summary>
    public long MissedUpdates { get; init; }

    /// <summary>Nothing that is written waits to be read.</summary>
    public bool IsCaughtUp => Read == Written;
}
