using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingTool.Reports;

/// <summary>A line of <c>clean --json</c>.</summary>
internal sealed record CleanedDirectory
{
    public required string Path { get; init; }

    /// <summary>What it was when it was looked at; null if it could not be.</summary>
    public required DirectoryUse? Use { get; init; }

    /// <summary>With <c>--dry-run</c>: it would be.</summary>
    public required bool IsRemoved { get; init; }

    public required bool IsDryRun { get; init; }

    public required string Reason { get; init; }
}
