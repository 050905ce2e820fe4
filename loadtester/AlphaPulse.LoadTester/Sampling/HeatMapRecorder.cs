using AlphaPulse.LoadTester.Results;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// Keeps the latencies of a run's intervals as a heat map. When its columns are used up, neighbours are joined and each further
/// column is twice as long: a day takes no more memory than ten minutes. Not thread-safe.
/// </summary>
internal sealed class HeatMapRecorder : IIntervalSink
{
    /// <summary>As many as a page shows side by side; between joinings there are half as many.</summary>
    public const int MostColumns = 600;

    private const double NsPerSecond = 1e9;

    private readonly HeatMapTrack _write = new(MostColumns);
    private readonly HeatMapTrack _lag = new(MostColumns);
    private readonly HeatMapTrack _response = new(MostColumns);
    private readonly HeatMapTrack _delivery = new(MostColumns);
    private readonly HeatMapTrack _hiccup = new(MostColumns);
    private readonly HeatMapTrack _controlHiccup = new(MostColumns);
    private readonly long[] _endsNs = new long[MostColumns];
    private int _columns;
    private int _intervalsPerColumn = 1;
    private int _intervalsInLast;
    private long? _startNs;

    public string? Fault => null;

    public void Start(RunPlan plan, DateTime startedAt)
    {
    }

    public void Add(Interval interval)
    {
        _startNs ??= interval.StartNs;
        if (_columns == 0 || _intervalsInLast == _intervalsPerColumn)
            AddColumn();
        _intervalsInLast++;
        var column = _columns - 1;
        _endsNs[column] = interval.EndNs;
        _write.Add(column, interval.Write);
        _lag.Add(column, interval.Lag);
        _response.Add(column, interval.Response);
        _delivery.Add(column, interval.Delivery);
        _hiccup.Add(column, interval.Hiccup);
        _controlHiccup.Add(column, interval.ControlHiccup);
    }

    public void End()
    {
    }

    /// <summary>Null if there was no interval.</summary>
    public HeatMapResults? ToResults() => _startNs is not { } startNs ? null : new HeatMapResults
    {
        RowsPerDecade = HeatMapRows.PerDecade,
        StartSecs = Seconds(startNs),
        EndsSecs = [.. _endsNs.Take(_columns).Select(Seconds)],
        Write = _write.ToColumns(_columns),
        Lag = _lag.ToColumns(_columns),
        Response = _response.ToColumns(_columns),
        Delivery = _delivery.ToColumns(_columns),
        Hiccup = _hiccup.ToColumns(_columns),
        ControlHiccup = _controlHiccup.ToColumns(_columns),
    };

    private void AddColumn()
    {
        if (_columns == MostColumns)
        {
            Halve();
            _intervalsPerColumn *= 2;
        }

        _columns++;
        _intervalsInLast = 0;
    }

    private void Halve()
    {
        _write.Halve(_columns);
        _lag.Halve(_columns);
        _response.Halve(_columns);
        _delivery.Halve(_columns);
        _hiccup.Halve(_columns);
        _controlHiccup.Halve(_columns);
        for (var i = 0; i < _columns; i++)
            _endsNs[i / 2] = _endsNs[i];
        _columns = (_columns + 1) / 2;
    }

    private static double Seconds(long ns) => Math.Round(ns / NsPerSecond, 3);
}
