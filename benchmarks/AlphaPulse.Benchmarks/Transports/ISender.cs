using AlphaPulse.MarketData;

namespace AlphaPulse.Benchmarks.Transports;

/// <summary>Sending end of a transport of 64-byte records: claim room, fill in place, publish. Struct implementers, so that loops close over them.</summary>
internal interface ISender : IDisposable
{
    /// <summary>True if this many records can be filled now.</summary>
    bool TryClaim(int count);

    /// <summary>A record of the claim.</summary>
    ref MarketEvent this[int index] { get; }

    /// <summary>Sends all records of the claim.</summary>
    void Publish(int count);
}
