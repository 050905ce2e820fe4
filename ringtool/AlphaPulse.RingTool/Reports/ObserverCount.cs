namespace AlphaPulse.RingTool.Reports;

/// <summary>What <c>verify</c>'s observer found: it may lose records, but must know which.</summary>
internal sealed record ObserverCount
{
    public required long Delivered { get; init; }

    /// <summary>As it told.</summary>
    public required long Lost { get; init; }

    public required long Laps { get; init; }

    public required long Torn { get; init; }

    /// <summary>Missing beyond what it told.</summary>
    public required long Unreported { get; init; }

    public required long Doubled { get; init; }

    public bool IsClean => Torn == 0 && Unreported == 0 && Doubled == 0;
}
