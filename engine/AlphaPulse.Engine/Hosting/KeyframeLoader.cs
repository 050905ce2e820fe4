using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.Engine.Hosting;

/// <summary>
/// Brings the books of a ring that was joined late up to date, from the last complete snapshot that is still in it to the place where
/// the stage begins. It reads as an observer, for nothing holds the writer back there: one that is lapped gives up.
/// </summary>
internal static class KeyframeLoader
{
    /// <param name="ringPath">The ring's directory.</param>
    /// <param name="ring">Its index.</param>
    /// <param name="until">Sequence that the stage reads first.</param>
    /// <param name="books">The books, which are stale; they still are if this returns false.</param>
    public static bool TryLoad(string ringPath, int ring, long until, BookSet books)
    {
        using var observer = Observer<MarketEvent>.Attach(ringPath, StartAt.Keyframe);
        if (!observer.IsBehindKeyframe)
            return false;
        while (observer.Position < until)
        {
            var sequence = observer.Position;
            if (observer.TryRead(out var e) != ObserveStatus.Read)
            {
                books.Distrust(ring, long.MaxValue);
                return false;
            }

            books.Restore(e, sequence);
        }

        return books.StaleOn(ring) == 0;
    }
}
