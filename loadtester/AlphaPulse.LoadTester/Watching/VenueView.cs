namespace AlphaPulse.LoadTester.Watching;

/// <summary>One venue's ring at a moment.</summary>
/// <param name="Name">Of the venue.</param>
/// <param name="EventsPerSecond">Written within the interval.</param>
/// <param name="Events">Written since the ring was made.</param>
/// <param name="Capacity">Slots.</param>
/// <param name="Waiting">Events that the slowest reader has not released; 0 without a reader.</param>
/// <param name="SlowestReader">Its name; null without a reader.</param>
/// <param name="FullCount">How often the writer found it full.</param>
/// <param name="Gaps">That the pipeline saw in the venue's numbering.</param>
/// <param name="IsWriterAlive">False once nobody writes to it.</param>
internal sealed record VenueView(string Name, double EventsPerSecond, long Events, long Capacity, long Waiting, string? SlowestReader, long FullCount, long Gaps, bool IsWriterAlive)
{
    public double OccupancyPercent => 100.0 * Waiting / Capacity;
}
