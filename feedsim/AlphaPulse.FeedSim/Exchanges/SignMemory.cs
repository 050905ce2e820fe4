namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// Signs of trades with long memory: a pool of large orders that are worked off in pieces, each trade takes the sign of
/// a random one (Lillo, Mike and Farmer 2005).
/// </summary>
internal sealed class SignMemory
{
    private const int Parents = 12;
    // Length tail of 1.5 gives an autocorrelation that falls like lag^-0.5.
    private const double LengthExponent = 1.5;
    private const double LongestParent = 2_000;

    private readonly FlowRandom _random;
    private readonly int[] _left = new int[Parents];
    private readonly bool[] _isSell = new bool[Parents];

    public SignMemory(FlowRandom random) => _random = random;

    /// <summary>True if the next trade's aggressor sells.</summary>
    public bool NextIsSell()
    {
        var parent = _random.Next(Parents);
        if (--_left[parent] < 0)
        {
            _left[parent] = (int)_random.NextPareto(LengthExponent, LongestParent);
            _isSell[parent] = _random.Chance(0.5);
        }

        return _isSell[parent];
    }
}
