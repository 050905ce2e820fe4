using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>What the waiting process is told at its start, as JSON in its only argument.</summary>
internal sealed record SleepingSetup(ClockCalibration Clock, IReadOnlyList<string> Rings, WaitKind Wait);
