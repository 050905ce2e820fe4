using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>One capture as a venue: its tape, its ring and the thread that sends it.</summary>
internal sealed class ReplayFeed : IFeed
{
    private readonly StopSignal _stop = new();
    private readonly Clock _clock;
    private readonly RingWriter<MarketEvent> _ring;
    private readonly ReplayPacer _pacer;
    private readonly TelemetryWriter _telemetry;
    private readonly FeedNoise _noise;
    private readonly ProcessHousekeeping _housekeeping;

    /// <param name="plan">A plan with <see cref="RunPlan.Replay"/>.</param>
    /// <param name="directory">The run's directory.</param>
    /// <exception cref="CaptureException">A file cannot be read or is malformed.</exception>
    /// <exception cref="RingException">The ring or the telemetry file cannot be created.</exception>
    public ReplayFeed(RunPlan plan, RunDirectory directory)
    {
        _clock = new Clock(plan.Clock);
        Tape = CaptureReader.Read(plan.Replay!);
        Tape.Instruments.Save(directory.Path);
        var telemetry = new TelemetryBuilder(SimulatedFeed.TelemetryName);
        _housekeeping = new ProcessHousekeeping(telemetry);
        var (parsed, skipped, gaps) = (telemetry.Counter("replay/parsed_lines"), telemetry.Counter("replay/skipped_lines"), telemetry.Counter("replay/gaps"));
        var pacerTelemetry = new PacerTelemetry(telemetry, 0, plan.Phases);
        var spacing = plan.Replay!.Speed > 0 ? SpacingMeter.Of(telemetry, 0)() : null;
        if (spacing is not null)
            SpacingFile.Save(directory.Path, CaptureSpacing.Times(Tape));
        _noise = new FeedNoise(plan, directory, telemetry, _clock);
        _ring = RingWriter<MarketEvent>.Create(directory.RingPath(Tape.VenueName), new RingOptions { Capacity = plan.RingCapacity });
        try
        {
            _telemetry = telemetry.Create(Path.Combine(directory.TelemetryPath, SimulatedFeed.TelemetryName));
        }
        catch
        {
            _noise.Dispose();
            _ring.Dispose();
            throw;
        }

        parsed.Set(Tape.ParsedLines);
        skipped.Set(Tape.SkippedLines);
        gaps.Set(Tape.Gaps);
        // All of the capture is due in the phase that is measured.
        var measured = pacerTelemetry.Phases[Math.Max(0, plan.Phases.ToList().FindIndex(p => p.IsMeasured))];
        measured.TradesScheduled.Set(Tape.Trades);
        measured.BookUpdatesScheduled.Set(Tape.BookUpdates);
        _pacer = new ReplayPacer(Tape, _ring, plan.Replay!.Speed, _clock, pacerTelemetry, _noise.OutliersOf(0, spins: true), spacing, _stop);
        _housekeeping.Start();
        HotPath.Prepare();
        _noise.Start();
    }

    public CaptureTape Tape { get; }

    public void Start(long originNs) => _pacer.Start(RunStart.At(originNs, _clock));

    public void Stop() => _stop.Set();

    public void WaitUntilDone()
    {
        _pacer.Join();
        if (_pacer.Failure is { } failure)
            throw new InvalidOperationException($"The pacer thread failed: {failure.Message}", failure);
    }

    public void Dispose()
    {
        _housekeeping.Dispose();
        _ring.Dispose();
        _noise.Dispose();
        _telemetry.Dispose();
    }
}
