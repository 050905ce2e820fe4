namespace AlphaPulse.LoadTester.Chaos;

/// <summary>How a fault is done, told, put right and judged. Made anew for each fault.</summary>
internal sealed record FaultCase
{
    /// <summary>Who notices it, by what.</summary>
    public required string NoticedBy { get; init; }

    public required Action Inject { get; init; }

    /// <summary>Whether it has been noticed, given the present state.</summary>
    public required Func<SystemState, bool> IsNoticed { get; init; }

    /// <summary>What the host does once it was noticed; most faults put themselves right.</summary>
    public Action Repair { get; init; } = static () => { };

    /// <summary>Whether what was broken works again, beside what is asked of every fault: no stale book, nothing unread.</summary>
    public required Func<SystemState, bool> IsRepaired { get; init; }

    /// <summary>Published events that were lost between two engines; else they are counted by what the one has handled.</summary>
    public Func<SystemState, long> LostBetweenEngines { get; init; } = static _ => 0;

    /// <summary>Whether the engine is another process afterwards, whose counters begin at 0.</summary>
    public bool ReplacesEngine { get; init; }

    /// <summary>What else must hold afterwards: null or what does not.</summary>
    public Func<SystemState, string?> Invariant { get; init; } = static _ => null;
}
