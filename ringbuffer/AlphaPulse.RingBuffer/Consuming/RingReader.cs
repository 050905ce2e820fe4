namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>A gated reader as others see it.</summary>
/// <param name="Index">Its place in the ring's reader table.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="ProcessId">Its process, as that saw itself. To show; it says nothing about whether the process lives.</param>
/// <param name="Position">Sequence that it reads next.</param>
public readonly record struct RingReader(int Index, string Name, int ProcessId, long Position);
