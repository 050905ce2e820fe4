namespace AlphaPulse.FeedSim.Auditing;

/// <summary>What an audit found.</summary>
internal sealed class AuditResult
{
    public long Updates { get; set; }

    public long Trades { get; set; }

    public long Events { get; set; }

    public long HashChecks { get; set; }

    public long Books { get; set; }

    /// <summary>Books that at some moment differed from the venue's engine, or from a hash in the feed.</summary>
    public long Mismatched { get; set; }

    /// <summary>Books that were crossed after some update.</summary>
    public long Crossed { get; set; }

    public long TradesOffBook { get; set; }

    public bool IsClean => Mismatched == 0 && Crossed == 0 && TradesOffBook == 0;

    public void Add(AuditResult other)
    {
        Updates += other.Updates;
        Trades += other.Trades;
        Events += other.Events;
        HashChecks += other.HashChecks;
        Books += other.Books;
        Mismatched += other.Mismatched;
        Crossed += other.Crossed;
        TradesOffBook += other.TradesOffBook;
    }
}
