namespace AlphaPulse.Benchmarks.Replays;

/// <summary>What one replay measured.</summary>
/// <param name="Events">Events that the book stage applied.</param>
/// <param name="Mismatched">Comparisons with the capture's oracle that failed.</param>
/// <param name="Checked">Comparisons made.</param>
/// <param name="SendNs">From the start until the last event was published.</param>
/// <param name="TotalNs">From the start until the last event was applied.</param>
/// <param name="AllocatedBytes">By all threads of the process meanwhile.</param>
internal sealed record ReplayRound(long Events, long Mismatched, long Checked, double SendNs, double TotalNs, long AllocatedBytes)
{
    internal double MillionsPerSecond => Events * 1e3 / TotalNs;

    internal double BytesPerEvent => (double)AllocatedBytes / Events;
}
