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
        var counters = new BookCounters(telemetry, phases.Length);
        Set = new BookSet(instruments, [.. instruments.All.Select(i => i.VenueName).Distinct()], counters, default);
        _guard = new GuardStage(instruments, Tracks, new GuardCounters(telemetry, instruments), Fault);
        _book = new BookStage(Set, counters, default, phases, Origin, countsSnapshots, Fault);
        _writer = telemetry.Create(_path);
        _reader = TelemetryFile.OpenRead(_path);
    }

    public StageBench(params Instrument[] instruments)
        : this(new InstrumentDirectory(instruments), new RunPhase("run", 0, long.MaxValue, IsMeasured: true))
    {
    }

    public SequenceTrack[] Tracks { get; }

    public BookSet Set { get; }

    public InstrumentBook[] Books => Set.All;

    public PlantedFault Fault { get; } = new("test");

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
