namespace AlphaPulse.RingTool.Reports;

/// <summary>The process of a writer or reader.</summary>
internal sealed record ProcessReport
{
    public int? Pid { get; init; }

    /// <summary>True: the kernel shows that this process holds the lifeline. False: nobody could be seen to hold it, and the id is what the process calls itself.</summary>
    public bool IsConfirmed { get; init; }

    public string? Name { get; init; }

    /// <summary>running, sleeping, waiting (for a device), stopped, traced, zombie or gone; null if it cannot be seen.</summary>
    public string? State { get; init; }

    /// <summary>Stopped or traced: it takes no step until somebody lets it.</summary>
    public bool IsPaused { get; init; }

    /// <summary>For how long the tool has seen it paused; the kernel does not say since when.</summary>
    public double? PausedAtLeastSecs { get; init; }
}
