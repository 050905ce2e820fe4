using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// The words that change while the ring is mapped. Whoever may write to the files can store anything in them at any moment, so a word is
/// loaded once, checked, and the checked copy used. Slots are addressed by masked sequences: a wrong word gives a wrong record or an
/// error, never an access outside the mapping.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    /// <summary>No ring gets here: one that starts at the highest first sequence has as many sequences left as lie below it, less two laps of the largest ring.</summary>
    internal const long MaxSequence = long.MaxValue - 2 * RingLayout.MaxCapacity;

    /// <summary>
    /// The cursor, checked: not before <paramref name="least"/> and the ring's first sequence, not beyond the claim, which is stored
    /// before the cursor may pass it and loaded after it here.
    /// </summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>.</exception>
    internal long LoadCursor(long least)
    {
        var cursor = Volatile.Read(ref *Cursor);
        var claim = Volatile.Read(ref *Claim);
        if (cursor < least || cursor < Header.FirstSequence || cursor > claim || cursor > MaxSequence)
            throw CorruptedCursor(cursor, claim, least);
        return cursor;
    }

    /// <summary>How many rows of the reader table were ever used, checked.</summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>.</exception>
    internal int LoadReaderHighWater()
    {
        var highWater = Volatile.Read(ref ReaderHighWater);
        return (uint)highWater <= RingLayout.MaxReaders ? highWater : throw Corrupted("number of reader entries", highWater);
    }

    /// <summary>
    /// Asks whether both files still have the bytes that are mapped. For moments in which there is nothing else to do: a system call each.
    /// </summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: one was cut off.</exception>
    internal void RequireWhole()
    {
        _data.RequireWhole();
        _control?.RequireWhole();
    }

    /// <summary>The same at every 1,024th call: for who finds nothing to do and asks again at once.</summary>
    /// <param name="idleCalls">The caller's count of its calls.</param>
    internal void RequireWholeSometimes(ref uint idleCalls)
    {
        const uint Rarely = 1024;
        if (++idleCalls % Rarely == 0)
            RequireWhole();
    }

    internal RingException Corrupted(string what, long value) =>
        new(RingFault.Corrupted, Path, $"{what} is {value:N0}, which no correct participant writes. Stop its users and create the ring anew.");

    internal RingException CorruptedPosition(int reader, long position, long cursor) => Corrupted($"position of reader {reader} '{Reader(reader).GetName()}' (cursor {cursor:N0})", position);

    private RingException CorruptedCursor(long cursor, long claim, long least) => Corrupted($"cursor (claim {claim:N0}, expected at least {Math.Max(least, Header.FirstSequence):N0})", cursor);
}
