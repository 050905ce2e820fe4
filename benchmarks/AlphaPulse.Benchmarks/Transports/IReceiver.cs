using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Receiving end of a transport of 64-byte records. Struct implementers, so that loops close over them.</summary>
internal interface IReceiver : IDisposable
{
    /// <summary>How many records can be read now; 0 if none. Never blocks: every receiver of this program polls.</summary>
    int Poll();

    /// <summary>A record of the last poll.</summary>
    ref readonly MarketEvent this[int index] { get; }

    /// <summary>Gives all records of the last poll back.</summary>
    void Release(int count);
}
