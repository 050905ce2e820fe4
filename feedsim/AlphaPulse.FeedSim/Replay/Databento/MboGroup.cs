using AlphaPulse.MarketData;

namespace AlphaPulse.FeedSim.Replay.Databento;

/// <summary>One instrument's event group that has begun and not ended.</summary>
internal sealed class MboGroup(TapeInstrument instrument)
{
    public TapeInstrument Instrument => instrument;

    public List<MarketEvent> Events { get; } = [];

    public MboRow LastRow { get; set; }
}
