using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>One interval in the log: a line of JSON. What it counts in total is since its session began, so that the last line tells all of a session that was killed.</summary>
internal sealed record LogLine
{
    public int Session { get; init; }

    /// <summary>End of the interval by the wall clock, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The same moment by the clock that nobody sets, in nanoseconds since the machine was booted.</summary>
    public long MonotonicNs { get; init; }

    /// <summary>Start of the interval, in nanoseconds after the start of the session's measured time.</summary>
    public long StartNs { get; init; }

    public long EndNs { get; init; }

    public long Trades { get; init; }

    public long OrderbookUpdates { get; init; }

    public double CpuPercent { get; init; }

    public long MemoryBytes { get; init; }

    /// <summary>Events that are written and not yet applied.</summary>
    public long RingLagEvents { get; init; }

    public long? WriteP50Ns { get; init; }

    public long? WriteP99Ns { get; init; }

    public long? ResponseP99Ns { get; init; }

    public long? DeliveryP50Ns { get; init; }

    public long? DeliveryP99Ns { get; init; }

    /// <summary>Times that a writer found its ring full in the measured time so far.</summary>
    public long MeasuredRingFull { get; init; }

    public long Events { get; init; }

    public long RefusedEvents { get; init; }

    public RunTotals Totals { get; init; } = new();

    public IReadOnlyList<ProcessState> Processes { get; init; } = [];

    /// <summary>Histograms of the interval, HdrHistogram V2 compressed, base64; empty where there is none.</summary>
    public string Write { get; init; } = "";

    public string Lag { get; init; } = "";

    public string Response { get; init; } = "";

    public string Delivery { get; init; } = "";

    public string Hiccup { get; init; } = "";

    public string ControlHiccup { get; init; } = "";
}
