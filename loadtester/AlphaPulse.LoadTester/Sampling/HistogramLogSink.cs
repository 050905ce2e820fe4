using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Sampling;

/// <summary>
/// <c>--hlog</c>: the intervals of a run as HdrHistogram log, a line for each of its series. Write latency is the untagged primary
/// one and always there; the others are tagged and left out where they are empty. What cannot be written ends the log, not the run.
/// </summary>
internal sealed class HistogramLogSink : IIntervalSink, IDisposable
{
    public const string LagTag = "lag";
    public const string ResponseTag = "response";
    public const string DeliveryTag = "delivery";
    public const string HiccupTag = "hiccup";
    public const string ControlHiccupTag = "hiccup:control";
    public const string PhasePrefix = "phase:";

    private const string Comment = "Written by AlphaPulse loadtester, latencies in nanoseconds";

    private readonly string _path;
    private readonly FileStream? _stream;
    private readonly bool _isNew;
    private HistogramLogWriter? _writer;
    private long _offsetNs;

    private HistogramLogSink(string path, FileStream stream, bool isNew) => (_path, _stream, _isNew) = (path, stream, isNew);

    private HistogramLogSink(string path, HistogramLogWriter writer) => (_path, _writer) = (path, writer);

    public string? Fault { get; private set; }

    /// <summary>Whether it can be written shows here; an existing file is emptied only when the measurement begins.</summary>
    /// <param name="path">The log.</param>
    /// <param name="isResumed">The run was begun earlier: a log that is there is gone on with.</param>
    /// <exception cref="IOException">It cannot be written, or not be gone on with.</exception>
    public static HistogramLogSink Open(string path, bool isResumed = false)
    {
        try
        {
            if (isResumed && new FileInfo(path) is { Exists: true, Length: > 0 })
                return new HistogramLogSink(path, HistogramLogWriter.Append(path, Comment));
            var isNew = !File.Exists(path);
            return new HistogramLogSink(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0), isNew);
        }
        catch (InvalidDataException exception)
        {
            throw new IOException($"--hlog: '{path}' cannot be gone on with: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(CannotWrite(path, exception), exception);
        }
    }

    public void Start(RunPlan plan, DateTime startedAt)
    {
        if (_stream is null)
        {
            _offsetNs = (startedAt - _writer!.StartTime.UtcDateTime).Ticks * (1_000_000_000 / TimeSpan.TicksPerSecond);
            return;
        }

        Try(startedAt, 0, start =>
        {
            if (_stream.CanSeek && _stream.Length > 0)
                _stream.SetLength(0);
            _writer = new HistogramLogWriter(_stream, new DateTimeOffset(start), Comment);
        });
    }

    public void Add(Interval interval)
    {
        if (Fault is null)
            Try(interval, interval.StartNs, WriteLines);
    }

    public void End()
    {
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _writer?.Dispose();
        if (_writer is null && _isNew)
            File.Delete(_path);
    }

    private void WriteLines(Interval interval)
    {
        Write(interval, interval.Write, null);
        WriteSome(interval, interval.Lag, LagTag);
        WriteSome(interval, interval.Response, ResponseTag);
        WriteSome(interval, interval.Delivery, DeliveryTag);
        WriteSome(interval, interval.Hiccup, HiccupTag);
        WriteSome(interval, interval.ControlHiccup, ControlHiccupTag);
        foreach (var phase in interval.Phases)
            WriteSome(interval, phase.Write, PhasePrefix + phase.Name);
    }

    private void WriteSome(Interval interval, LongHistogram histogram, string tag)
    {
        if (histogram.TotalCount > 0)
            Write(interval, histogram, tag);
    }

    private void Write(Interval interval, LongHistogram histogram, string? tag) => _writer!.Write(_offsetNs + interval.StartNs, interval.LengthNs, histogram, tag);

    private void Try<T>(T value, long atNs, Action<T> write)
    {
        try
        {
            write(value);
        }
        catch (IOException exception)
        {
            Fault = FormattableString.Invariant($"{CannotWrite(_path, exception)}; the log ends {atNs / 1e9:F0} s after the start, the measurement went on");
        }
    }

    // The system's text may name the path again.
    private static string CannotWrite(string path, Exception exception) => $"--hlog: '{path}' cannot be written: {exception.Message.Split(" : '")[0].ReplaceLineEndings(" ")}";
}
