namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>An entry of the writer table of a ring for many writers as others see it: a writer that has joined, or died without leaving.</summary>
/// <param name="Index">Its place in the table.</param>
/// <param name="Name">What it calls itself; control characters and what is no UTF-8 are replaced.</param>
/// <param name="ProcessId">Its process, as that saw itself. To show; <see cref="RingInspector.FindWriterProcess(SharedWriter)"/> asks the kernel.</param>
/// <param name="IsAlive">Whether the kernel says that somebody holds its lifeline. Paused processes do.</param>
/// <param name="Generation">How often the entry was taken.</param>
/// <param name="ClaimFrom">First sequence of the claim that it is at, or tries.</param>
/// <param name="ClaimTo">Behind the last one; 0: it is at none.</param>
/// <param name="Published">Records that it has published since it joined.</param>
/// <param name="GivenUp">Sequences that it claimed and gave up since it joined.</param>
public sealed record SharedWriter(int Index, string Name, int ProcessId, bool IsAlive, uint Generation, long ClaimFrom, long ClaimTo, long Published, long GivenUp);
