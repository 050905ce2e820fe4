using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Hosting;

/// <summary>
/// The pipeline guard → book over all rings of a run, with its telemetry. Made, started and disposed by one thread, which
/// holds the run's <see cref="EngineLock"/>.
/// </summary>
internal sealed class FeedEngine : IDisposable
{
    public const string TelemetryName = "feedengine";

    // Two windows of the largest size for each of 40 instruments; what asks for more is a damaged directory of instruments.
    private const long MostWindowBytes = 1L << 30;

    private readonly Pipeline<MarketEvent> _pipeline;
    private readonly ProcessHousekeeping _housekeeping;
    private readonly TelemetryWriter _telemetry;
    private readonly StageErrors _errors;

    private FeedEngine(
        Pipeline<MarketEvent> pipeline, ProcessHousekeeping housekeeping, TelemetryWriter telemetry, StageErrors errors, RunSummary summary, ScheduleOrigin origin)
    {
        _pipeline = pipeline;
        _housekeeping = housekeeping;
        _telemetry = telemetry;
        _errors = errors;
        Summary = summary;
        Origin = origin;
    }

    public RunSummary Summary { get; }

    public ScheduleOrigin Origin { get; }

    /// <summary>The pipeline's threads and how each waits.</summary>
    public IReadOnlyList<string> Threads => _pipeline.Threads;

    /// <summary>Why the pipeline halted; null while it is well.</summary>
    public Exception? Fault => _pipeline.Fault?.Exception;

    /// <summary>The first exception that a handler threw and that was counted, or null.</summary>
    public Exception? FirstHandlerError => _errors.First;

    /// <summary>Joins all rings and creates the telemetry file; nothing is read yet.</summary>
    /// <exception cref="IOException">A ring or the telemetry file cannot be had (<see cref="RingException"/>).</exception>
    /// <exception cref="InvalidDataException">The run's files contradict each other.</exception>
    public static FeedEngine Attach(RunDirectory run, RunPlan plan, InstrumentDirectory instruments, StageWaits waits)
    {
        var rings = run.RingNames().ToList();
        Check(run, rings.Count, instruments);
        var clock = new Clock(plan.Clock);
        var builder = new TelemetryBuilder(TelemetryName);
        var housekeeping = new ProcessHousekeeping(builder);
        var guardCounters = new GuardCounters(builder, instruments);
        var bookCounters = new BookCounters(builder, plan.Phases.Count);
        var tracks = new SequenceTrack[instruments.Count];
        var books = instruments.All.Select(i => new InstrumentBook(i)).ToArray();
        var origin = new ScheduleOrigin(plan.Replay is null ? ScheduleOrigin.SnapshotLeadNs : 0);
        var errors = new StageErrors(new Dictionary<string, SharedCounter> { [PipelineStages.Guard] = guardCounters.Errors, [PipelineStages.Book] = bookCounters.Errors });

        // A file of that name is an earlier engine's of this run, which has ended: see EngineLock.
        var telemetryPath = Path.Combine(run.TelemetryPath, TelemetryName);
        File.Delete(telemetryPath);
        var telemetry = builder.Create(telemetryPath);
        try
        {
            using var stages = new PipelineBuilder<MarketEvent>([.. rings.Select(run.RingPath)], exceptionHandler: errors);
            stages.WaitWith(waits.For(PipelineStages.Guard)).Stage(PipelineStages.Guard, new GuardStage(instruments, tracks, guardCounters))
                .WaitWith(waits.For(PipelineStages.Book)).Stage(PipelineStages.Book, new BookStage(books, bookCounters, clock, plan.Phases, origin, countsSnapshots: plan.Replay is not null), after: PipelineStages.Guard);
            var pipeline = stages.Build();
            var late = DistrustBooksJoinedLate(pipeline, rings, instruments, books);
            var summary = new RunSummary(instruments, tracks, guardCounters, bookCounters, rings.Count, late);
            return new FeedEngine(pipeline, housekeeping, telemetry, errors, summary, origin);
        }
        catch
        {
            telemetry.Dispose();
            throw;
        }
    }

    public void Start(int threads)
    {
        CodeWarmer.Compile();
        _housekeeping.Start();
        _pipeline.Start(threads);
    }

    /// <summary>Applies everything that is published now, then stops. False: the time was too short, or the pipeline had halted.</summary>
    public bool DrainAndStop(TimeSpan timeout) => _pipeline.DrainAndStop(timeout);

    public void Dispose()
    {
        _pipeline.Dispose();
        _housekeeping.Dispose();
        _telemetry.Dispose();
    }

    // What a ring had published before it was joined is unknown: its books are right from their next snapshot on.
    private static int DistrustBooksJoinedLate(Pipeline<MarketEvent> pipeline, List<string> rings, InstrumentDirectory instruments, InstrumentBook[] books)
    {
        var late = 0;
        foreach (var instrument in instruments.All)
        {
            var ring = rings.IndexOf(instrument.VenueName);
            if (ring < 0 || pipeline.Position(stage: 1, ring) == 0)
                continue;
            books[instrument.Id].DistrustUntilSnapshot();
            late++;
        }

        return late;
    }

    private static void Check(RunDirectory run, int rings, InstrumentDirectory instruments)
    {
        if (rings == 0)
            throw new InvalidDataException($"{run.RingsPath}: there is no ring in it. Is a feedsim in this run?");
        var path = run.File(InstrumentDirectory.FileName);
        if (instruments.All.FirstOrDefault(i => i.Venue >= rings) is { } stray)
            throw new InvalidDataException($"{path}: {stray.Symbol} belongs to venue {stray.Venue}, but the run has {rings} rings, one a venue.");
        var windowBytes = instruments.All.Sum(i => 2L * i.WindowTicks * (i.BookKind == BookKind.Orders ? sizeof(long) + sizeof(int) : sizeof(long)));
        if (windowBytes > MostWindowBytes)
            throw new InvalidDataException($"{path}: its books' windows take {windowBytes:N0} bytes, at most {MostWindowBytes:N0} are possible. Lower window_ticks.");
    }
}
