using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Hiccups;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>What the control process records: hiccups of each core in a telemetry file of its own, and when the machine was stolen from or throttled.</summary>
internal sealed class ControlRecording : IDisposable
{
    // Two units of the kernel's steal time: a shorter look would see no more.
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(20);

    private readonly TelemetryWriter _telemetry;
    private readonly HiccupRecorder? _hiccups;
    private readonly MachineWatch _watch;
    private bool _isDisposed;

    private ControlRecording(TelemetryWriter telemetry, HiccupRecorder? hiccups, MachineWatch watch) => (_telemetry, _hiccups, _watch) = (telemetry, hiccups, watch);

    /// <exception cref="RingException">A ring or the telemetry file cannot be created.</exception>
    public static ControlRecording Start(RunPlan plan, RunDirectory directory)
    {
        NoiseFiles.CreateDirectories(directory.Path);
        var clock = new Clock(plan.Clock);
        var telemetry = new TelemetryBuilder(NoiseMeter.ControlName);
        HiccupRecorder? hiccups = null;
        if (plan.Noise is { HiccupPeriodNs: > 0 } noise)
        {
            var options = new HiccupOptions(noise.HiccupPeriodNs, noise.ControlPhaseNs, noise.OutlierThresholdNs + OutlierRecorder.WakeAllowanceNs);
            hiccups = new HiccupRecorder(telemetry, options, clock, core => NoiseFiles.CreateSpans(directory.Path, NoiseMeter.ControlName, NoiseFiles.HiccupWriter(core)));
        }

        var watch = new MachineWatch(NoiseFiles.CreateSpans(directory.Path, NoiseMeter.ControlName, "machine"), clock);
        var writer = telemetry.Create(Path.Combine(directory.TelemetryPath, NoiseMeter.ControlName));
        hiccups?.Start();
        return new ControlRecording(writer, hiccups, watch);
    }

    public void WatchUntil(WaitHandle stop)
    {
        while (!stop.WaitOne(s_lookEvery))
            _watch.Look();
        _watch.Look();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _hiccups?.Dispose();
        _watch.Dispose();
        _telemetry.Dispose();
    }
}
