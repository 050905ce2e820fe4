namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// A stretch of a tape that starts and ends with every book at its base, so that any block may follow any other. It fits the
/// schedule when the <see cref="UpdateProportion"/>'s phase lies in (<see cref="AbovePhase"/>, <see cref="HighestPhase"/>]:
/// then the order of its trades and book updates is the order in which they are due.
/// </summary>
internal readonly record struct TapeBlock(int FirstRecord, int Records, int Trades, int BookUpdates, long AbovePhase, long HighestPhase)
{
    public int Updates => Trades + BookUpdates;

    public bool Fits(long phase) => phase > AbovePhase && phase <= HighestPhase;
}
