namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>Why a stage halted. Immutable.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Ring">Index of the ring, or -1 if it was not an event that failed.</param>
/// <param name="Sequence">Sequence of the event.</param>
/// <param name="Data">A copy of the event.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record StageFault<T>(string Stage, int Ring, long Sequence, T Data, Exception Exception)
    where T : unmanaged;
