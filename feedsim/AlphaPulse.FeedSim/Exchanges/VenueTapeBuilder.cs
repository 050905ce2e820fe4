namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// Lets the matching engines of one venue trade and records what they report as a <see cref="VenueTape"/>. Building twice
/// with the same arguments gives the same tape.
/// </summary>
internal sealed class VenueTapeBuilder
{
    private const int NothingLeft = 0;
    private const int LongestLapSecs = 4;

    private readonly int _venue;
    private readonly int _symbols;
    private readonly long _seed;
    private readonly BaseBook[] _books;

    public VenueTapeBuilder(int venue, int symbols, long seed)
    {
        (_venue, _symbols, _seed) = (venue, symbols, seed);
        _books = new BaseBook[symbols];
        for (var symbol = 0; symbol < symbols; symbol++)
            _books[symbol] = new BaseBook(SimulatedSymbol.At(symbol), new FlowRandom(seed, FlowStream.Of(FlowStream.Book, venue, symbol)));
    }

    /// <summary>Updates that a venue's tape should have.</summary>
    /// <remarks>
    /// All tapes together are to exceed the processor's second-level cache (2 MiB a core on the machines measured), so that
    /// reading them costs what a live feed costs, and to stay near 30 MB (an update takes about 60 bytes). An instrument needs
    /// some tens of updates to move at all, fewer where there are very many. A slow venue gets a short tape, because snapshots
    /// for those who join late are sent where the tape begins again.
    /// </remarks>
    public static int UpdatesFor(int venues, int symbols, long updatesPerSecond)
    {
        var wanted = Math.Max(Math.Clamp((1 << 19) / venues, 1 << 12, 1 << 15), Math.Min(symbols * 48, (1 << 20) / venues));
        return (int)Math.Max(Math.Min(wanted, LongestLapSecs * updatesPerSecond), Math.Max(symbols * 16, 1_024));
    }

    /// <summary>Builds the tape.</summary>
    /// <param name="proportion">Proportion of trades and book updates.</param>
    /// <param name="updates">About how many updates the longest block has.</param>
    /// <param name="audience">Called after every update with the block's index, the symbol and its engine; null = nobody listens.</param>
    public VenueTape Build(UpdateProportion proportion, int updates, Action<int, int, MatchingEngine>? audience = null)
    {
        var words = TapeWord.Cover(proportion, updates);
        var recorder = new UpdateRecorder(words.Sum(w => w.IsTrade.Length));
        var blocks = new TapeBlock[words.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            var first = recorder.Count;
            Play(i, words[i].IsTrade, recorder, audience);
            var trades = words[i].IsTrade.Count(trade => trade);
            blocks[i] = new TapeBlock(first, recorder.Count - first, trades, words[i].IsTrade.Length - trades, words[i].AbovePhase, words[i].HighestPhase);
        }

        return new VenueTape(proportion, recorder.ToArray(), blocks, _books);
    }

    /// <summary>Lets the engines play one block again, from the base books on.</summary>
    public void Play(int block, bool[] isTrade, UpdateRecorder recorder, Action<int, int, MatchingEngine>? audience)
    {
        var player = new BlockPlayer(_venue, _symbols, _seed, block, isTrade.Length, _books);
        for (var i = 0; i < isTrade.Length; i++)
        {
            var symbol = player.Play(i, isTrade[i], recorder);
            audience?.Invoke(block, symbol, player.EngineOf(symbol));
        }

        if (player.UpdatesToClose != NothingLeft)
            throw new InvalidOperationException($"Block {block} of venue {_venue} (seed {_seed}) ended {player.UpdatesToClose} updates away from its base.");
    }
}
