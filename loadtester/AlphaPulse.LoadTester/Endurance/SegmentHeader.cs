using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>First line of each segment of the log: enough to understand the segment without any other file.</summary>
internal sealed record SegmentHeader
{
    public const string SchemaName = "alphapulse.intervals/1";

    public string Schema { get; init; } = "";

    /// <summary>The run that the segment belongs to.</summary>
    public string Run { get; init; } = "";

    /// <summary>Number of the segment, from 1.</summary>
    public int Segment { get; init; }

    /// <summary>Number of the session, from 1: one more after each resume.</summary>
    public int Session { get; init; }

    /// <summary>When the session's measured time began, by the wall clock, UTC.</summary>
    public DateTime SessionStartedAt { get; init; }

    /// <summary>The same by the clock that nobody sets.</summary>
    public long SessionStartedMonotonicNs { get; init; }

    /// <summary>Which boot of the machine that clock counts from.</summary>
    public string BootId { get; init; } = "";

    public double IntervalSecs { get; init; }

    public RunConfig Config { get; init; } = new();

    public RunEnvironment Environment { get; init; } = new();
}
