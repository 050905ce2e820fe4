namespace AlphaPulse.RingTool.Reports;

/// <summary>What <c>verify</c>'s gated reader found.</summary>
internal sealed record GatedCount
{
    public required long Read { get; init; }

    public required long Torn { get; init; }

    public required long Lost { get; init; }

    public required long Doubled { get; init; }

    public bool IsClean => Torn == 0 && Lost == 0 && Doubled == 0;
}
