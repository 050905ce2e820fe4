using AlphaPulse.LoadTester.Statistics;

namespace AlphaPulse.LoadTester.Endurance.Trends;

/// <summary>One metric over a run: a value a window, by session. Takes samples in the order of time; keeps only windows.</summary>
internal sealed class TrendSeries(TrendMetric metric, string? process, TrendWindows windows)
{
    private readonly List<Window> _windows = [];
    private readonly List<double> _samples = [];
    private int _session;
    private long _window = -1;
    private double _startHours;

    public TrendMetric Metric => metric;

    public string? Process => process;

    public TrendWindows Windows => windows;

    /// <param name="session">Number of the session.</param>
    /// <param name="sessionStartHours">When it began, after the start of the run.</param>
    /// <param name="atSecs">After the start of the session.</param>
    /// <param name="value">Null if it is not known.</param>
    public void Add(int session, double sessionStartHours, double atSecs, double? value)
    {
        var window = (long)(atSecs / windows.WindowSecs);
        if (session != _session || window != _window)
        {
            End();
            (_session, _window, _startHours) = (session, window, sessionStartHours);
        }

        if (value is { } known)
            _samples.Add(known);
    }

    /// <summary>The windows of each session that lasted beyond its warm-up; after the last sample.</summary>
    /// <param name="sessionSecs">Length of each session.</param>
    public IReadOnlyList<TrendBlock> Blocks(IReadOnlyDictionary<int, double> sessionSecs)
    {
        End();
        var blocks = new List<TrendBlock>();
        foreach (var session in _windows.GroupBy(window => window.Session))
        {
            var warmUpSecs = windows.WarmUpOf(sessionSecs[session.Key]);

            // A window that the session's end cuts short has no floor to speak of.
            Window[] kept = [.. session.Where(window => window.Number * windows.WindowSecs >= warmUpSecs && (window.Number + 0.5) * windows.WindowSecs <= sessionSecs[session.Key])];
            if (kept.Length > 0)
                blocks.Add(new TrendBlock([.. kept.Select(window => window.StartHours + ((window.Number + 0.5) * windows.WindowSecs / 3_600))], [.. kept.Select(window => window.Value)]));
        }

        return blocks;
    }

    private void End()
    {
        if (_samples.Count > 0)
            _windows.Add(new Window(_session, _window, _startHours, Reduce()));
        _samples.Clear();
    }

    private double Reduce()
    {
        switch (metric.Reduction)
        {
            case WindowReduction.Floor:
                return _samples.Min();
            case WindowReduction.Mean:
                return _samples.Average();
            default:
                _samples.Sort();
                return RobustSpread.MedianOfSorted(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_samples));
        }
    }

    private readonly record struct Window(int Session, long Number, double StartHours, double Value);
}
