using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>The write latencies of an interval that belong to the phases of one name, for example the bursts.</summary>
internal sealed record PhaseWrites(string Name, LongHistogram Write);
