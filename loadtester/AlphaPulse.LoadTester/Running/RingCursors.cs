using System.Globalization;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Running;

/// <summary>What the rings themselves say was written, whatever either program has counted.</summary>
internal static class RingCursors
{
    /// <summary>Name of a simulated venue's ring, as feedsim gives it.</summary>
    public static string NameOf(int venue) => string.Create(CultureInfo.InvariantCulture, $"venue-{venue + 1:00}");

    /// <param name="ringsDirectory">The directory of a run's rings.</param>
    /// <returns>The sum of the cursors of all rings.</returns>
    /// <exception cref="RingException">A ring cannot be read.</exception>
    public static long Sum(string ringsDirectory)
    {
        var sum = 0L;
        foreach (var ring in Directory.EnumerateDirectories(ringsDirectory))
        {
            // An observer that starts at the latest record stands at the cursor.
            using var observer = Observer<MarketEvent>.Attach(ring);
            sum += observer.Position;
        }

        return sum;
    }
}
