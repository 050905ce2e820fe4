using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingTool.Reports;

/// <summary>A line of <c>list --json</c>. What a ring that cannot be read would have said is null.</summary>
internal sealed record ListedRing
{
    public required string Ring { get; init; }

    /// <summary>Directory of the run that it belongs to.</summary>
    public string? Run { get; init; }

    public DirectoryUse? RunUse { get; init; }

    public DirectoryUse? Use { get; init; }

    public bool IsLeftOver { get; init; }

    public int? RecordBytes { get; init; }

    public long? Capacity { get; init; }

    public long? Cursor { get; init; }

    public WriterState? Writer { get; init; }

    public uint? Epoch { get; init; }

    /// <summary>Living gated readers.</summary>
    public int? Readers { get; init; }

    public DateTime? CreatedUtc { get; init; }

    public double? AgeSecs { get; init; }

    public long? FileBytes { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Fault { get; init; }
}
