using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;

namespace AlphaPulse.LoadTester.Tests.Sampling;

public sealed class HistogramLogSinkTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private static readonly DateTime s_start = new(2026, 11, 21, 4, 5, 6, 789, DateTimeKind.Utc);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Add_Intervals_AreSeriesWithTheirTimes()
    {
        using (var sink = HistogramLogSink.Open(Log))
        {
            sink.Start(Plan(), s_start);
            sink.Add(Sample(0, Second));
            sink.Add(Sample(Second, 2 * Second + 4_000_000));
            sink.End();
            Assert.Null(sink.Fault);
        }

        var intervals = ReadAll();
        Assert.Equal([null, "lag", "response", "hiccup", "hiccup:control", "phase:burst", null, "lag", "response", "hiccup", "hiccup:control", "phase:burst"], intervals.Select(interval => interval.Tag));
        Assert.Equal([(0.0, 1.0), (1.0, 1.004)], intervals.Where(interval => interval.Tag is null).Select(interval => (Math.Round(interval.StartSeconds, 6), interval.LengthSeconds)));
        Assert.Equal(new DateTimeOffset(s_start).ToUnixTimeMilliseconds() / 1000.0, intervals[0].AbsoluteStartSeconds);
        Assert.Equal([(300L, 10L), (30, 20), (330, 30), (50, 1), (60, 2), (300, 5)], intervals.Take(6).Select(interval => (interval.Histogram.Max, interval.Histogram.TotalCount)));
    }

    [Fact]
    public void Add_NothingWritten_StillHasThePrimarySeries()
    {
        using (var sink = HistogramLogSink.Open(Log))
        {
            sink.Start(Plan(), s_start);
            sink.Add(new Interval { EndNs = Second });
        }

        var interval = Assert.Single(ReadAll());
        Assert.Null(interval.Tag);
        Assert.Equal(0, interval.Histogram.TotalCount);
    }

    [Fact]
    public void Add_DiskIsFull_IsAFaultAtTheEndAndNoException()
    {
        using var sink = HistogramLogSink.Open("/dev/full");
        sink.Start(Plan(), s_start);
        sink.Add(Sample(0, Second));

        Assert.NotNull(sink.Fault);
        Assert.StartsWith("--hlog: '/dev/full' cannot be written: No space left on device", sink.Fault, StringComparison.Ordinal);
        Assert.EndsWith("the measurement went on", sink.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfARunThatNeverStarted_IsLeftAsItWas()
    {
        HistogramLogSink.Open(Log).Dispose();
        Assert.False(File.Exists(Log));

        File.WriteAllText(Log, "precious");
        HistogramLogSink.Open(Log).Dispose();
        Assert.Equal("precious", File.ReadAllText(Log));
    }

    [Fact]
    public void Start_FileThatExists_IsReplaced()
    {
        File.WriteAllText(Log, new string('x', 100_000));
        using (var sink = HistogramLogSink.Open(Log))
        {
            sink.Start(Plan(), s_start);
            sink.Add(Sample(0, Second));
        }

        Assert.Equal(6, ReadAll().Count);
    }

    [Fact]
    public void Start_RunThatIsResumed_GoesOnBehindWhatIsThere()
    {
        using (var sink = HistogramLogSink.Open(Log))
        {
            sink.Start(Plan(), s_start);
            sink.Add(Sample(0, Second));
        }

        // A line that a kill cut, and an outage of a minute.
        File.AppendAllText(Log, "Tag=lag,1.000,1.0");
        using (var sink = HistogramLogSink.Open(Log, isResumed: true))
        {
            sink.Start(Plan(), s_start.AddSeconds(61));
            sink.Add(Sample(0, Second));
            Assert.Null(sink.Fault);
        }

        Assert.Equal([0.0, 61.0], ReadAll().Where(interval => interval.Tag is null).Select(interval => Math.Round(interval.StartSeconds, 6)));
        Assert.Equal(12, ReadAll().Count);
    }

    [Fact]
    public void Open_ResumedRunWithoutALog_BeginsOne()
    {
        using (var sink = HistogramLogSink.Open(Log, isResumed: true))
        {
            sink.Start(Plan(), s_start);
            sink.Add(Sample(0, Second));
        }

        Assert.Equal(0.0, ReadAll()[0].StartSeconds);
    }

    [Fact]
    public void Open_ResumedRunWithAnotherFile_IsRefusedAndLeftAsItWas()
    {
        File.WriteAllText(Log, "precious\n");

        var exception = Assert.Throws<IOException>(() => HistogramLogSink.Open(Log, isResumed: true));

        Assert.StartsWith($"--hlog: '{Log}' cannot be gone on with: line 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal("precious\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Open_WhereNothingCanBeWritten_NamesOptionAndFile()
    {
        var exception = Assert.Throws<IOException>(() => HistogramLogSink.Open("/proc/no.hlog"));

        Assert.StartsWith("--hlog: '/proc/no.hlog' cannot be written: ", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private string Log => Path.Combine(_directory.Path, "run.hlog");

    private List<HistogramLogInterval> ReadAll()
    {
        using var reader = HistogramLogReader.Open(Log);
        var intervals = new List<HistogramLogInterval>();
        while (reader.Read() is { } interval)
            intervals.Add(interval);
        return intervals;
    }

    private static Interval Sample(long startNs, long endNs)
    {
        var interval = new Interval { StartNs = startNs, EndNs = endNs, Phases = [new PhaseWrites("baseline", new LongHistogram(HistogramLayout.LatencyNs)), new PhaseWrites("burst", new LongHistogram(HistogramLayout.LatencyNs))] };
        interval.Write.RecordValueWithCount(300, 10);
        interval.Lag.RecordValueWithCount(30, 20);
        interval.Response.RecordValueWithCount(330, 30);
        interval.Hiccup.RecordValueWithCount(50, 1);
        interval.ControlHiccup.RecordValueWithCount(60, 2);
        interval.Phases[1].Write.RecordValueWithCount(300, 5);
        return interval;
    }

    private static RunPlan Plan() => new()
    {
        Name = "test",
        Clock = new ClockCalibration { Source = ClockSource.Stopwatch, TicksPerSecond = 1e9, BaseTicks = 0, BaseNs = 0, Multiplier = 1, Shift = 1 },
        Phases = [new RunPhase("baseline", 0, Second, true), new RunPhase("burst", Second, 9 * Second, true)],
    };
}
