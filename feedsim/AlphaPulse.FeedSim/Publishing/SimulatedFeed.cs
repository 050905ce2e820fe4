using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>All simulated venues of a run: their tapes, rings and pacer threads.</summary>
internal sealed class SimulatedFeed : IFeed
{
    /// <summary>Name of the process's telemetry file.</summary>
    public const string TelemetryName = "feedsim";

    private readonly StopSignal _stop = new();
    private readonly Clock _clock;
    private readonly List<VenueFeed> _venues = [];
    private readonly List<Pacer> _pacers = [];
    private readonly TelemetryWriter _telemetry;
    private readonly FeedNoise _noise;
    private readonly ProcessHousekeeping _housekeeping;

    /// <param name="plan">A plan whose rates and pattern have no fault.</param>
    /// <param name="directory">The run's directory.</param>
    /// <param name="writeDelayNs">A planted fault; 0 = none.</param>
    /// <param name="resumes">Goes on with the rings and the telemetry of a feed of the same plan that died.</param>
    /// <exception cref="CaptureException">The capture that the pattern names cannot be read.</exception>
    /// <exception cref="RingException">A ring or the telemetry file cannot be created; nothing is left behind.</exception>
    public SimulatedFeed(RunPlan plan, RunDirectory directory, double writeDelayNs = 0, bool resumes = false)
    {
        _clock = new Clock(plan.Clock);
        var recorded = CaptureSpacing.Prepare(plan, directory.Path);
        var schedule = new RunSchedule(plan, recorded);
        var delaySteps = WriteDelay.StepsFor(writeDelayNs, _clock);
        _ = ArrivalSpec.TryParse(plan.Arrival, out var arrival, out _);
        SimulatedVenues.Directory(plan.Exchanges, plan.SymbolCount).Save(directory.Path);
        try
        {
            for (var venue = 0; venue < plan.Exchanges; venue++)
                _venues.Add(CreateVenue(venue, plan, directory, schedule, arrival, delaySteps, resumes));
            ReleaseBuildersMemory();
            var telemetry = new TelemetryBuilder(TelemetryName);
            _housekeeping = new ProcessHousekeeping(telemetry);
            _noise = new FeedNoise(plan, directory, telemetry, _clock);
            var threads = Math.Min(plan.Exchanges, Math.Max(1, Environment.ProcessorCount - 1));
            for (var pacer = 0; pacer < threads; pacer++)
            {
                var own = _venues.Select((feed, venue) => (Number: venue, Feed: feed)).Where(v => v.Number % threads == pacer).ToArray();
                if (recorded is not null)
                {
                    var newMeter = SpacingMeter.Of(telemetry, pacer);
                    foreach (var venue in own)
                        venue.Feed.MeasureSpacing(newMeter());
                }

                _pacers.Add(new Pacer(pacer, own, plan, schedule, arrival, _clock, new PacerTelemetry(telemetry, pacer, plan.Phases), _noise.OutliersOf(pacer, arrival.Mode == ArrivalMode.Spin), _stop, resumes));
            }

            var telemetryPath = Path.Combine(directory.TelemetryPath, TelemetryName);
            _telemetry = resumes ? telemetry.Resume(telemetryPath) : telemetry.Create(telemetryPath);
        }
        catch
        {
            _noise?.Dispose();
            _venues.ForEach(v => v.Dispose());
            throw;
        }

        _pacers.ForEach(p => p.DeclareSchedule());
        _housekeeping.Start();
        HotPath.Prepare();
        _noise.Start();
    }

    public void Start(long originNs)
    {
        var start = RunStart.At(originNs, _clock);
        _pacers.ForEach(p => p.Start(start));
    }

    public void Stop() => _stop.Set();

    public void WaitUntilDone()
    {
        _pacers.ForEach(p => p.Join());
        if (_pacers.Find(p => p.Failure is not null)?.Failure is { } failure)
            throw new InvalidOperationException($"A pacer thread failed: {failure.Message}", failure);
    }

    public void Dispose()
    {
        _housekeeping.Dispose();
        _venues.ForEach(v => v.Dispose());
        _noise.Dispose();
        _telemetry.Dispose();
    }

    private VenueFeed CreateVenue(int venue, RunPlan plan, RunDirectory directory, RunSchedule schedule, ArrivalSpec arrival, int delaySteps, bool resumes)
    {
        var proportion = UpdateProportion.Of(plan.TradesPerSecond, plan.BookUpdatesPerSecond);
        var tape = new VenueTapeBuilder(venue, plan.SymbolCount, plan.Seed).Build(proportion, VenueTapeBuilder.UpdatesFor(plan.Exchanges, plan.SymbolCount, plan.TradesPerSecond + plan.BookUpdatesPerSecond));
        var path = directory.RingPath(SimulatedVenues.NameOf(venue));
        var ring = resumes ? RingWriter<MarketEvent>.Resume(path) : RingWriter<MarketEvent>.Create(path, new RingOptions { Capacity = plan.RingCapacity });
        return new VenueFeed(venue, plan.Exchanges, tape, ring, new UpdateSchedule(schedule, proportion, venue), arrival.BurstSize, _clock, _stop, delaySteps);
    }

    // The engines that made the tapes are garbage now, and many times larger than what remains.
    private static void ReleaseBuildersMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
