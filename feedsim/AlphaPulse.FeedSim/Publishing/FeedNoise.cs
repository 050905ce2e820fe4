using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Hiccups;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>What this process records about noise and outliers, as its plan asks for: hiccups of each core, outliers of each pacer, and what the runtime did meanwhile.</summary>
internal sealed class FeedNoise : IDisposable
{
    private readonly RunPlan _plan;
    private readonly string _directory;
    private readonly Clock _clock;
    private readonly HiccupRecorder? _hiccups;
    private readonly RuntimeEventRecorder? _runtime;
    private readonly List<OutlierRecorder> _outliers = [];

    /// <param name="plan">The run.</param>
    /// <param name="directory">Its directory.</param>
    /// <param name="telemetry">This process's telemetry file, before it is created.</param>
    /// <param name="clock">The run's clock.</param>
    /// <exception cref="RingException">A ring cannot be created.</exception>
    public FeedNoise(RunPlan plan, RunDirectory directory, TelemetryBuilder telemetry, Clock clock)
    {
        (_plan, _directory, _clock) = (plan, directory.Path, clock);
        if (plan.Noise is not { } noise)
            return;
        NoiseFiles.CreateDirectories(_directory);
        var hasOutliers = noise.OutlierThresholdNs > 0;
        if (noise.HiccupPeriodNs > 0)
        {
            var options = new HiccupOptions(noise.HiccupPeriodNs, noise.FeedPhaseNs, noise.OutlierThresholdNs + OutlierRecorder.WakeAllowanceNs);
            _hiccups = new HiccupRecorder(telemetry, options, clock, hasOutliers ? core => NoiseFiles.CreateSpans(_directory, SimulatedFeed.TelemetryName, NoiseFiles.HiccupWriter(core)) : null);
        }

        if (hasOutliers)
            _runtime = new RuntimeEventRecorder(NoiseFiles.CreateSpans(_directory, SimulatedFeed.TelemetryName, "runtime"), clock);
    }

    /// <summary>The recorder of one pacer, which begins it on its own thread.</summary>
    /// <param name="pacer">Number of the pacer.</param>
    /// <param name="spins">Whether it spins until an update is due.</param>
    /// <exception cref="RingException">Its ring cannot be created.</exception>
    public OutlierRecorder OutliersOf(int pacer, bool spins)
    {
        if (_plan.Noise is not { OutlierThresholdNs: > 0 and var thresholdNs })
            return OutlierRecorder.Off;
        var recorder = new OutlierRecorder(NoiseFiles.CreateOutliers(_directory, SimulatedFeed.TelemetryName, $"pacer.{pacer}"), thresholdNs, spins, _clock);
        _outliers.Add(recorder);
        return recorder;
    }

    /// <summary>After the telemetry file was created.</summary>
    public void Start()
    {
        _hiccups?.Start();
        _runtime?.Start();
    }

    /// <summary>After the pacers have ended, before the telemetry file is disposed.</summary>
    public void Dispose()
    {
        _runtime?.Dispose();
        _hiccups?.Dispose();
        _outliers.ForEach(recorder => recorder.Dispose());
    }
}
