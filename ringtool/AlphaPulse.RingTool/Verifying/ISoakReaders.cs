using AlphaPulse.RingTool.Reports;

namespace AlphaPulse.RingTool.Verifying;

/// <summary>The readers of a soak: a gated one and an observer, which have joined.</summary>
internal interface ISoakReaders : IDisposable
{
    /// <summary>Reads until the ring is closed.</summary>
    /// <exception cref="InvalidDataException">The writer died.</exception>
    void Run(CancellationToken stop);

    /// <summary>What they found, by the writer's last word.</summary>
    (GatedCount Gated, ObserverCount Observer) Count(Written written);
}
