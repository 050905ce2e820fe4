namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// Keeps a reader that is as fast as its writer from slowing both down. Such a reader asks for the cursor after each record or
/// two, and each time takes its cache line away from the writer, whose next publication then waits for it: some 10 M records a
/// second instead of 100 M. A pause of well under a microsecond lets a batch gather.
/// </summary>
/// <remarks>
/// A record that comes alone is never delayed: pauses begin at the second small batch since nothing was found, grow while the batches
/// stay small, and end when nothing was found. A mutable struct; one thread uses an instance.
/// </remarks>
public struct CatchUpPause
{
    // A batch of this size has spread the transfer of the cursor's line over enough records to hide it. Of 32, 64 and 256, the
    // only one that ended the contention in every run.
    private const int LargeBatch = 256;

    // About 0.6 µs. With 4 and 8 the reader fell back to small batches in some runs, 32 gained nothing.
    private const int MostSpins = 16;

    // About 2.4 µs, while a batch has as many records as the pause before it had spins: 27 M records/s and more. 256 gained nothing.
    private const int DenseMostSpins = 64;

    private int _spins;

    /// <summary>Call it after each look at the ring, or at all rings of a thread.</summary>
    /// <param name="handled">How many records were found and handled; 0 for none.</param>
    public void After(long handled)
    {
        if (handled >= LargeBatch)
            return;
        if (handled == 0)
        {
            _spins = 0;
            return;
        }

        if (_spins > 0)
            Thread.SpinWait(_spins);
        _spins = Math.Clamp(_spins * 2, 1, handled >= _spins ? DenseMostSpins : MostSpins);
    }
}
