using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>What the earlier sessions of a run measured, read back from its log.</summary>
internal sealed class LogHistory
{
    private const double NsPerSecond = 1e9;

    private double _cpuNs;
    private double _memoryNs;
    private double _peakCpuPercent;
    private long _peakMemoryBytes;
    private LogLine? _lastOfSession;

    public CumulativeLog Log { get; } = new();

    /// <summary>
    /// Counters of all sessions. Of a session that was cut off, what was written and not yet applied at its last interval belongs to the
    /// outage, as does everything after it: it counts as neither written nor lost.
    /// </summary>
    public RunTotals Totals { get; private set; } = new();

    public long MeasuredRingFull { get; private set; }

    public long Lines { get; private set; }

    /// <summary>Start of the first session's measured time; null if nothing was logged.</summary>
    public MachineClocks? Started { get; private set; }

    public List<IntervalResults> Intervals { get; } = [];

    public HeatMapResults? HeatMap { get; private set; }

    /// <exception cref="LogException">The log is damaged.</exception>
    public static LogHistory Read(LogReader reader, RunPlan plan)
    {
        var history = new LogHistory();
        var list = new IntervalList(history.Intervals);
        list.Start(plan, DateTime.UtcNow);
        var heatMap = new HeatMapRecorder();
        foreach (var line in reader.Read())
        {
            var interval = history.Add(line, reader.Headers[^1]);
            list.Add(interval);
            heatMap.Add(interval);
        }

        list.End();
        history.HeatMap = heatMap.ToResults();
        history.EndSession();
        return history;
    }

    /// <summary>Averages and peaks of all sessions; of the processes only those of the last are there to be told.</summary>
    public ResourceResults With(ResourceResults last, double lastSecs)
    {
        var (earlierSecs, secs) = (Log.MeasuredSecs, Log.MeasuredSecs + lastSecs);
        if (earlierSecs <= 0 || secs <= 0)
            return last;
        return last with
        {
            AvgCpuPercent = Math.Round(((_cpuNs / NsPerSecond) + (last.AvgCpuPercent * lastSecs)) / secs, 2),
            PeakCpuPercent = Math.Max(_peakCpuPercent, last.PeakCpuPercent),
            AvgMemoryMb = Math.Round((Megabytes.Of((long)(_memoryNs / earlierSecs / NsPerSecond)) * earlierSecs + (last.AvgMemoryMb * lastSecs)) / secs, 2),
            PeakMemoryMb = Math.Max(Megabytes.Of(_peakMemoryBytes), last.PeakMemoryMb),
        };
    }

    private Interval Add(LogLine line, SegmentHeader header)
    {
        Lines++;
        if (_lastOfSession is not null && _lastOfSession.Session != line.Session)
            EndSession();
        _lastOfSession = line;
        var sessionStarted = new MachineClocks(header.SessionStartedAt, header.SessionStartedMonotonicNs, header.BootId);
        Started ??= sessionStarted;
        var interval = ToInterval(line);
        Log.Add(interval, new MachineClocks(line.At, line.MonotonicNs, header.BootId));
        _cpuNs += line.CpuPercent * interval.LengthNs;
        _memoryNs += (double)line.MemoryBytes * interval.LengthNs;
        _peakCpuPercent = Math.Max(_peakCpuPercent, line.CpuPercent);
        _peakMemoryBytes = Math.Max(_peakMemoryBytes, line.MemoryBytes);

        // In the results all sessions are on one axis, outages and all.
        var offsetNs = (long)(sessionStarted.SecsSince(Started.Value) * NsPerSecond);
        (interval.StartNs, interval.EndNs) = (interval.StartNs + offsetNs, interval.EndNs + offsetNs);
        return interval;
    }

    private static Interval ToInterval(LogLine line)
    {
        try
        {
            return LogLines.ToInterval(line);
        }
        catch (InvalidDataException exception)
        {
            throw new LogException($"is damaged: a histogram of the interval that ends at {line.At:O}: {exception.Message}");
        }
    }

    private void EndSession()
    {
        if (_lastOfSession is not { } last)
            return;
        Totals = Totals.Plus(last.Totals with { Written = last.Totals.Delivered, DeclaredUpdates = last.Totals.WrittenUpdates });
        Log.Totals.Events += last.Events;
        Log.Totals.RefusedEvents += last.RefusedEvents;
        MeasuredRingFull += last.MeasuredRingFull;
        _lastOfSession = null;
    }
}
