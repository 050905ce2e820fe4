namespace AlphaPulse.MarketData.Runs;

/// <summary>When a writer wakes for the events that are due.</summary>
public enum ArrivalMode
{
    /// <summary>Spins until each event's own time.</summary>
    Spin,

    /// <summary>Wakes every so often and sends all that is due, each measured from its own intended time.</summary>
    Quantum,

    /// <summary>Sends groups of a fixed size when the last of a group is due.</summary>
    Burst,
}
