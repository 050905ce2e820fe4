using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Hiccups of the measured time, all cores.</summary>
internal sealed class HiccupHistograms
{
    public LongHistogram Feed { get; } = new(HistogramLayout.LatencyNs);

    public LongHistogram Control { get; } = new(HistogramLayout.LatencyNs);
}
