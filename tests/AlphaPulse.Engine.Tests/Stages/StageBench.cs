using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Tests.Stages;

/// <summary>The two stages as in the program, with a telemetry file of their own, fed directly instead of by rings.</summary>
internal sealed class StageBench : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"alphapulse-stages-{Guid.NewGuid():N}");
    private readonly TelemetryWriter _writer;
    private readonly TelemetryFile _reader;
    private GuardStage _guard;
    private BookStage _book;

    public StageBench(InstrumentDirectory instruments, params RunPhase[] phases)
        : this(instruments, countsSnapshots: true, phases)
    {
    }

    public StageBench(InstrumentDirectory instruments, bool countsSnapshots, params RunPhase[] phases)
    {
        var telemetry = new TelemetryBuilder("test");
        Tracks = new SequenceTrack[instruments.Count];
        Books = [.. instruments.All.Select(i => new InstrumentBook(i))];
        _guard = new GuardStage(instruments, Tracks, new GuardCounters(telemetry, instruments));
        _book = new BookStage(Books, new BookCounters(telemetry, phases.Length), default, phases, Origin, countsSnapshots);
        _writer = telemetry.Create(_path);
        _reader = TelemetryFile.OpenRead(_path);
    }

    public StageBench(params Instrument[] instruments)
        : this(new InstrumentDirectory(instruments), new RunPhase("run", 0, long.MaxValue, IsMeasured: true))
    {
    }

    public SequenceTrack[] Tracks { get; }

    public InstrumentBook[] Books { get; }

    public ScheduleOrigin Origin { get; } = new();

    public TelemetryFile Telemetry => _reader;

    public void Feed(params ReadOnlySpan<MarketEvent> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            _guard.OnEvent(in events[i], 0, i, i == events.Length - 1);
            _book.OnEvent(in events[i], 0, i, i == events.Length - 1);
        }
    }

    public long Sum(string metric) => _reader.SumCounters(metric);

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        File.Delete(_path);
    }
}
