using System.Globalization;
using AlphaPulse.LoadTester.Options;

namespace AlphaPulse.LoadTester.Analysis;

/// <summary>
/// A CSV file with a heading and a line a request: <c>latency</c> in milliseconds (or <c>latency_ns</c>, <c>_us</c>, <c>_s</c>), and if it has them
/// <c>success</c> (true or false) and <c>duration</c> (seconds since the start, for the throughput). Its percentiles are exact: the smallest
/// value that at least that share of the values does not exceed.
/// </summary>
internal sealed class LatencyCsv
{
    // 80 MB of values. What is larger belongs into a histogram.
    private const int MostRows = 10_000_000;

    private readonly List<double> _latencies = [];

    public required LatencyUnit Unit { get; init; }

    /// <summary>Null if the file does not say which requests succeeded.</summary>
    public long? Failed { get; private set; }

    /// <summary>Null if the file does not say when its requests were.</summary>
    public double? DurationSecs { get; private set; }

    public int Count => _latencies.Count;

    public double Max => _latencies[^1];

    /// <summary>In <see cref="Unit"/>; null if fewer than ten values lie beyond it.</summary>
    public double? Percentile(double percentile) => Sampling.LatencySummaries.HasEnough(Count, percentile)
        ? _latencies[Math.Max(1, (int)Math.Ceiling(Math.BitDecrement(percentile) * Count / 100)) - 1]
        : null;

    /// <summary>Null after a fault.</summary>
    public static LatencyCsv? Read(string path, FaultList faults)
    {
        using var reader = new StreamReader(path);
        var columns = (reader.ReadLine() ?? "").Split(',').Select(name => name.Trim(' ', '"').ToLowerInvariant()).ToArray();
        var latency = Array.FindIndex(columns, name => name == "latency" || LatencyUnit.All.Any(unit => name == $"latency_{unit.Name}"));
        if (latency < 0)
        {
            faults.Add(path, "is neither a histogram log, nor results, nor a CSV file with a column 'latency' (in ms) or 'latency_ns', '_us', '_ms', '_s'");
            return null;
        }

        var csv = new LatencyCsv { Unit = LatencyUnit.All.FirstOrDefault(unit => columns[latency] == $"latency_{unit.Name}") ?? LatencyUnit.Ms };
        try
        {
            csv.ReadRows(reader, columns.Length, latency, Array.IndexOf(columns, "success"), Array.IndexOf(columns, "duration"));
        }
        catch (InvalidDataException exception)
        {
            faults.Add(path, exception.Message);
            return null;
        }

        if (csv.Count > 0)
            return csv;
        faults.Add(path, "has a heading and no rows");
        return null;
    }

    private void ReadRows(StreamReader reader, int width, int latency, int success, int duration)
    {
        if (success >= 0)
            Failed = 0;
        var line = 1L;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0)
                continue;
            var cells = text.Split(',');
            if (cells.Length != width)
                throw new InvalidDataException($"line {line}: it has {cells.Length} cells, the heading has {width}.");
            if (_latencies.Count == MostRows)
                throw new InvalidDataException($"line {line}: at most {MostRows:N0} rows are accepted.");
            _latencies.Add(Number(cells[latency], line));
            if (success >= 0)
                Failed += IsTrue(cells[success], line) ? 0 : 1;
            if (duration >= 0)
                DurationSecs = Math.Max(DurationSecs ?? 0, Number(cells[duration], line));
        }

        _latencies.Sort();
    }

    private static double Number(string cell, long line) =>
        double.TryParse(cell.AsSpan().Trim(" \""), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0
            ? value
            : throw new InvalidDataException($"line {line}: '{cell}' is not a number of at least 0.");

    private static bool IsTrue(string cell, long line) => cell.Trim(' ', '"').ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new InvalidDataException($"line {line}: '{cell}' is neither true nor false."),
    };
}
