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
    private readonly StageRestarts _restarts;
    private readonly RingWatch _watch;

    private FeedEngine(
        Pipeline<MarketEvent> pipeline, ProcessHousekeeping housekeeping, TelemetryWriter telemetry, StageErrors errors, StageRestarts restarts, RingWatch watch, RunSummary summary, ScheduleOrigin origin)
    {
        (_restarts, _watch) = (restarts, watch);
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

    /// <summary>By the stages' names.</summary>
    public required IReadOnlyDictionary<string, PlantedFault> PlantedFaults { get; init; }

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
        var hostCounters = new HostCounters(builder);
        var tracks = new SequenceTracks(instruments, rings);
        var books = new BookSet(instruments, rings, bookCounters, clock);
        var faults = new[] { PipelineStages.Guard, PipelineStages.Book }.ToDictionary(stage => stage, stage => new PlantedFault(stage));
        var origin = new ScheduleOrigin(plan.Replay is null ? ScheduleOrigin.SnapshotLeadNs : 0);
        var errors = new StageErrors(new Dictionary<string, SharedCounter> { [PipelineStages.Guard] = guardCounters.Errors, [PipelineStages.Book] = bookCounters.Errors });

        // A file of that name is an earlier engine's of this run, which has ended: see EngineLock.
        var telemetryPath = Path.Combine(run.TelemetryPath, TelemetryName);
        File.Delete(telemetryPath);
        var telemetry = builder.Create(telemetryPath);
        try
        {
            string[] ringPaths = [.. rings.Select(run.RingPath)];
            var (isFirstGuard, isFirstBook) = (true, true);
            using var stages = new PipelineBuilder<MarketEvent>(ringPaths, exceptionHandler: errors);
            stages.TakeOverDead().TellWriterChangesTo(new WriterChanges(PipelineStages.Guard, tracks, books, bookCounters))
                .WaitWith(waits.For(PipelineStages.Guard)).Stage(PipelineStages.Guard, MakeGuard)
                .WaitWith(waits.For(PipelineStages.Book)).Stage(PipelineStages.Book, MakeBook, after: PipelineStages.Guard);
            var pipeline = stages.Build();
            try
            {
                var late = CatchUp(pipeline, ringPaths, books, hostCounters);
                var summary = new RunSummary(instruments, tracks.All, guardCounters, bookCounters, rings.Count, late);
                var watch = new RingWatch(pipeline, ringPaths, books, hostCounters);
                return new FeedEngine(pipeline, housekeeping, telemetry, errors, new StageRestarts(pipeline, rings, hostCounters), watch, summary, origin) { PlantedFaults = faults };
            }
            catch
            {
                pipeline.Dispose();
                throw;
            }

            // A stage that is restarted knows nothing of what the one that failed had in its hands.
            GuardStage MakeGuard()
            {
                if (!isFirstGuard)
                    tracks.StartAnew(ring: null);
                isFirstGuard = false;
                return new GuardStage(instruments, tracks.All, guardCounters, faults[PipelineStages.Guard]);
            }

            BookStage MakeBook()
            {
                if (!isFirstBook)
                    books.StartAnew();
                isFirstBook = false;
                return new BookStage(books, bookCounters, clock, plan.Phases, origin, countsSnapshots: plan.Replay is not null, faults[PipelineStages.Book]);
            }
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

    /// <summary>To be called now and then: restarts stages that halted, looks for dead writers, asks for snapshots of stale books.</summary>
    /// <param name="tell">Receives what is worth a line.</param>
    /// <returns>False once a stage stays halted: see <see cref="Fault"/>.</returns>
    public bool Look(Action<string> tell)
    {
        _watch.Look();
        return _restarts.Look(tell) is null;
    }

    /// <summary>Applies everything that is published now, then stops. False: the time was too short, or the pipeline had halted.</summary>
    public bool DrainAndStop(TimeSpan timeout) => _pipeline.DrainAndStop(timeout);

    public void Dispose()
    {
        _watch.Dispose();
        _pipeline.Dispose();
        _housekeeping.Dispose();
        _telemetry.Dispose();
    }

    // What a ring had published before the book stage's place is unknown: its books follow from a snapshot that the ring still has,
    // or are stale until the next one. Returns how many are.
    private static int CatchUp(Pipeline<MarketEvent> pipeline, string[] ringPaths, BookSet books, HostCounters counters)
    {
        var late = 0;
        for (var ring = 0; ring < ringPaths.Length; ring++)
        {
            var first = pipeline.Position(stage: 1, ring);
            counters.FirstSequences.Add(first);
            for (var stage = 0; stage < pipeline.Stages.Count; stage++)
                counters.TakenOver.Add(pipeline.HasTakenOver(stage, ring) ? 1 : 0);
            if (first == 0)
                continue;
            books.Distrust(ring, long.MaxValue);
            if (KeyframeLoader.TryLoad(ringPaths[ring], ring, first, books))
                counters.Keyframes.Increment();
            late += books.StaleOn(ring);
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
