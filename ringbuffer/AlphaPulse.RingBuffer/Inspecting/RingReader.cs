namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>An entry of a ring's reader table as others see it: a gated reader that has joined, joins, or died without leaving.</summary>
/// <param name="Index">Its place in the ring's reader table.</param>
/// <param name="Name">What it calls itself; control characters and what is no UTF-8 are replaced.</param>
/// <param name="ProcessId">Its process, as that saw itself. To show; <see cref="RingInspector.FindReaderProcess"/> asks the kernel.</param>
/// <param name="State">How far its joining is.</param>
/// <param name="IsAlive">Whether the kernel says that somebody holds its lifeline. Paused processes do.</param>
/// <param name="Position">Sequence that it reads next. Of a joining or broken reader it can be any number.</param>
/// <param name="JoinSequence">First sequence that it got.</param>
/// <param name="Generation">How often the entry was taken: two looks at one generation are at one reader.</param>
/// <param name="DependsOn">Bit i set: it stays behind the reader at place i.</param>
/// <param name="HeldSinceNs">Since when the writer has found the ring full and waited for this reader, in nanoseconds of CLOCK_MONOTONIC; 0 if it does not, or not yet for 10 ms. What a dead writer left stays.</param>
public sealed record RingReader(int Index, string Name, int ProcessId, ReaderState State, bool IsAlive, long Position, long JoinSequence, uint Generation, ulong DependsOn, long HeldSinceNs)
{
    /// <summary>Whether the writer waits for it: it has joined, and nobody has closed its entry.</summary>
    public bool IsGating => State == ReaderState.Active;
}
