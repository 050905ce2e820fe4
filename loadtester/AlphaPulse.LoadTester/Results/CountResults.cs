namespace AlphaPulse.LoadTester.Results;

/// <summary>Where every event of the whole run went, warm-up and drain included: written = delivered + lost + in ring.</summary>
internal sealed record CountResults
{
    /// <summary>Written + refused.</summary>
    public long Offered { get; init; }

    public long Written { get; init; }

    public long Refused { get; init; }

    public long Delivered { get; init; }

    public long Lost { get; init; }

    public long InRing { get; init; }
}
