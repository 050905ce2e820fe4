namespace AlphaPulse.FeedSim.Exchanges;

/// <summary>
/// Plays one block: chooses whose turn it is, lets its order flow act, and towards the end brings every book back to its base
/// in time, by trades and book updates alike, whatever kind is due.
/// </summary>
internal sealed class BlockPlayer
{
    // Popularity of the n-th symbol falls like n^-0.7: a few are busy, all take part.
    private const double PopularityExponent = 0.7;
    // Fewer updates than this are not worth an instrument's opening and closing.
    private const int LeastUpdatesPerSymbol = 24;
    // A closing update changes up to 16 levels; a closing trade needs one for itself and may add a difference.
    private const int DifferencesPerClosing = 14;
    // One more update can add 16 differences: two closings.
    private const int ClosingsPerUpdate = 2;
    private const int FirstCheck = 8;
    private const int ChecksApart = 1024;

    private readonly FlowRandom _choice;
    private readonly InstrumentFlow[] _flows;
    private readonly double[] _popularity;
    private readonly int[] _closings;
    private readonly int[] _played;
    private readonly int _updates;
    private int _closing;

    public BlockPlayer(int venue, int symbols, long seed, int block, int updates, BaseBook[] books)
    {
        _updates = updates;
        _choice = new FlowRandom(seed, FlowStream.Of(FlowStream.Choice, venue, 0, block));
        var active = Math.Clamp(updates / LeastUpdatesPerSymbol, 1, symbols);
        _flows = new InstrumentFlow[active];
        _closings = new int[active];
        _played = new int[active];
        _popularity = new double[active];
        var sum = 0.0;
        for (var i = 0; i < active; i++)
            _popularity[i] = sum += Math.Pow(i + 1, -PopularityExponent);
        for (var i = 0; i < active; i++)
        {
            _popularity[i] /= sum;
            var expectedUpdates = updates * Math.Pow(i + 1, -PopularityExponent) / sum;
            var deviationTicks = Math.Clamp(Math.Sqrt(expectedUpdates) / 4, 0.5, 8);
            var shared = new LatentPath(new FlowRandom(seed, FlowStream.Of(FlowStream.SharedLatent, 0, i, block)), deviationTicks);
            var own = new LatentPath(new FlowRandom(seed, FlowStream.Of(FlowStream.OwnLatent, venue, i, block)), deviationTicks / 4);
            var orders = new FlowRandom(seed, FlowStream.Of(FlowStream.Orders, venue, i, block));
            _flows[i] = new InstrumentFlow(SimulatedSymbol.At(i), books[i], shared, own, orders);
        }
    }

    /// <summary>Closing updates that are still needed.</summary>
    public int UpdatesToClose { get; private set; }

    public MatchingEngine EngineOf(int symbol) => _flows[symbol].Engine;

    /// <summary>Plays and records update number <paramref name="index"/>.</summary>
    /// <returns>The symbol whose turn it was.</returns>
    public int Play(int index, bool trade, UpdateRecorder recorder)
    {
        // The normal flow goes on while there is time for it and for closing everything after it.
        if (_closing == 0 && _updates - index - 1 < UpdatesToClose + ClosingsPerUpdate)
            _closing = 1;
        var symbol = _closing == 0 ? Choose() : NextToClose();
        var flow = _flows[symbol];
        var wasOpen = _closings[symbol] > 0;
        if (_closing == 0)
            Act(flow, trade, (double)index / _updates);
        else
            Close(flow, trade, wasOpen);
        Measure(symbol);
        var played = ++_played[symbol];
        var closed = _closing > 0 && wasOpen && _closings[symbol] == 0;
        recorder.Record(symbol, flow.Engine, trade, withCheck: closed || played == FirstCheck || played % ChecksApart == 0);
        return symbol;
    }

    private static void Act(InstrumentFlow flow, bool trade, double position)
    {
        if (trade)
            flow.Trade(position);
        else
            flow.UpdateBook(position);
    }

    private static void Close(InstrumentFlow flow, bool trade, bool isOpen)
    {
        if (trade)
            flow.TradeOnDeeperSide();
        else if (!isOpen)
            flow.Requeue();
        BookCloser.Step(flow.Engine, flow.Book, InstrumentFlow.MaxChanges - (trade ? 1 : 0));
    }

    private int Choose()
    {
        var index = Array.BinarySearch(_popularity, _choice.NextDouble());
        return Math.Min(index < 0 ? ~index : index, _flows.Length - 1);
    }

    // Books are closed one after the other; when all are, what remains goes to any of them and leaves its book as it is.
    private int NextToClose()
    {
        while (_closing <= _flows.Length && _closings[_closing - 1] == 0)
            _closing++;
        return _closing <= _flows.Length ? _closing - 1 : Choose();
    }

    private void Measure(int symbol)
    {
        var closings = (_flows[symbol].Book.DifferencesOf(_flows[symbol].Engine) + DifferencesPerClosing - 1) / DifferencesPerClosing;
        UpdatesToClose += closings - _closings[symbol];
        _closings[symbol] = closings;
    }
}
