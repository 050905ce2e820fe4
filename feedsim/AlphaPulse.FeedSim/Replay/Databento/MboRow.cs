namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>One row of a market-by-order file.</summary>
internal readonly record struct MboRow(
    MboKey Key, long ReceivedNs, char Action, char Side, long Price, bool HasPrice, long Size, long OrderId, int Flags)
{
    /// <summary>Last record of its event for the instrument.</summary>
    public bool IsLast => (Flags & 128) != 0;

    public bool IsSnapshot => (Flags & 32) != 0;
}
