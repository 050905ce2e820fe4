namespace AlphaPulse.MarketData.Runs;

/// <summary>Names of the feed engine's stages, in order: in the rings' reader tables, in its telemetry and in options.</summary>
public static class PipelineStages
{
    /// <summary>Checks the order of each venue's updates.</summary>
    public const string Guard = "guard";

    /// <summary>Applies them to the instruments' books, behind the guard.</summary>
    public const string Book = "book";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Guard, Book];
}
