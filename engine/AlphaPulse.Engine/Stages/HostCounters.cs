using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Stages;

/// <summary>What the engine's host counts about faults and recovery, in shared memory. Written by the host's thread only.</summary>
internal sealed class HostCounters(TelemetryBuilder telemetry)
{
    /// <summary>Rings now whose writer is gone without having closed them.</summary>
    public SharedCounter WritersGone { get; } = telemetry.Counter("host/writers_gone");

    /// <summary>Stages that halted, each time.</summary>
    public SharedCounter StageFaults { get; } = telemetry.Counter("host/stage_faults");

    /// <summary>Stages that were restarted, each time.</summary>
    public SharedCounter StageRestarts { get; } = telemetry.Counter("host/stage_restarts");

    public SharedCounter SnapshotRequests { get; } = telemetry.Counter("host/snapshot_requests");

    /// <summary>Readers, one a stage and ring, that went on where those of an engine that died had stopped.</summary>
    public SharedCounter TakenOver { get; } = telemetry.Counter("host/taken_over");

    /// <summary>Rings whose books were brought up to date from a snapshot that the ring still had.</summary>
    public SharedCounter Keyframes { get; } = telemetry.Counter("host/keyframes");

    /// <summary>Sum over the rings of the sequence at which the last stage began.</summary>
    public SharedCounter FirstSequences { get; } = telemetry.Counter("host/first_sequences");
}
