using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>Takes a log line by line and judges every series in it. Memory: a value a window and series. Not thread-safe.</summary>
internal sealed class TrendAnalysis(TrendWindows windows, TrendLimits limits)
{
    private const double NsPerSecond = 1e9;

    private readonly Dictionary<(string? Process, string Metric), TrendSeries> _series = [];
    private readonly Dictionary<int, double> _sessionSecs = [];
    private MachineClocks? _started;
    private LogLine? _last;

    public double MeasuredSecs => _sessionSecs.Values.Sum();

    /// <summary>Measured time that is judged: each session without its warm-up.</summary>
    public double JudgedSecs => _sessionSecs.Values.Sum(seconds => seconds - windows.WarmUpOf(seconds));

    public bool IsLongEnough => JudgedSecs >= windows.LeastSecs;

    public double LeastSecs => windows.LeastSecs;

    public void Add(LogLine line, SegmentHeader header)
    {
        var sessionStarted = new MachineClocks(header.SessionStartedAt, header.SessionStartedMonotonicNs, header.BootId);
        _started ??= sessionStarted;
        var startHours = sessionStarted.SecsSince(_started.Value) / 3_600;
        var atSecs = (line.StartNs + line.EndNs) / 2 / NsPerSecond;
        _sessionSecs[line.Session] = line.EndNs / NsPerSecond;
        foreach (var (metric, read) in TrendMetrics.OfRun)
            Series(null, metric).Add(line.Session, startHours, atSecs, read(line));
        foreach (var process in line.Processes)
        {
            foreach (var (metric, read) in TrendMetrics.OfProcess)
                Series(process.Name, metric).Add(line.Session, startHours, atSecs, read(process));
        }

        _last = line;
    }

    public IReadOnlyList<TrendResults> Judge() =>
        [.. _series.Values.Select(series => TrendJudge.Judge(series.Metric, series.Process, series.Blocks(_sessionSecs), IsLongEnough, limits.Of(series.Metric, series.Process, _last!)))];

    private TrendSeries Series(string? process, TrendMetric metric)
    {
        if (!_series.TryGetValue((process, metric.Name), out var series))
            _series.Add((process, metric.Name), series = new TrendSeries(metric, process, windows));
        return series;
    }
}
