namespace AlphaPulse.Telemetry.Shared;

/// <summary>What a row of the name table describes. 0 is no kind, so that a zeroed row is refused.</summary>
internal enum TelemetryKind
{
    Counter = 1,
    Histogram = 2,
}
