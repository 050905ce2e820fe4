using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>A row of the name table after validation: offsets and settings that may be used without further checks.</summary>
internal sealed record TelemetryItem(string Name, string Metric, TelemetryKind Kind, long Offset, HistogramLayout Layout);
