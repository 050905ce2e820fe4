using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Processes;

/// <summary>What the other process is told at its start, as JSON in its only argument.</summary>
/// <param name="Core">The core that its measuring threads run on.</param>
/// <param name="Clock">The clock that both processes share.</param>
/// <param name="PipeHandle">The inherited reading end of the anonymous pipe; null if there is none.</param>
internal sealed record PeerSetup(int Core, ClockCalibration Clock, string? PipeHandle = null);
