using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Telemetry.Hiccups;

/// <summary>
/// Measures what a process and its machine do to a loop that does nothing, as jHiccup does: one thread pinned to each core that the
/// process may use sleeps on a grid of absolute deadlines and records each overshoot in <c>hiccup.core.N/hiccup</c>. In the process
/// under test that shows its garbage collections and the scheduler; in an idle process it shows the machine alone.
/// </summary>
/// <remarks>Not thread-safe. Its threads allocate nothing.</remarks>
public sealed class HiccupRecorder : IDisposable
{
    private readonly List<HiccupThread> _threads = [];

    /// <summary>Plans a histogram and a thread for each core.</summary>
    /// <param name="telemetry">The process's builder, before <see cref="TelemetryBuilder.Create"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="clock">The run's clock, which long hiccups are stamped with.</param>
    /// <param name="spans">The ring of a core's long hiccups, made when it is asked for and disposed with this object; null keeps none.</param>
    public HiccupRecorder(TelemetryBuilder telemetry, HiccupOptions options, Clock clock, Func<int, RingWriter<SpanRecord>>? spans = null)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.PeriodNs);
        ArgumentOutOfRangeException.ThrowIfNegative(options.PhaseNs);
        foreach (var core in ThreadCores.Allowed())
            _threads.Add(new HiccupThread(core, options, clock, telemetry.Histogram(HistogramName(core)), spans?.Invoke(core)));
    }

    /// <summary>Name of a core's histogram in a telemetry file.</summary>
    /// <param name="core">Number of the core.</param>
    public static string HistogramName(int core) => $"hiccup.core.{core}/{Metric}";

    /// <summary>What the histograms of all cores have in common.</summary>
    public const string Metric = "hiccup";

    /// <summary>The core of such a name; false for other names.</summary>
    /// <param name="histogramName">Full name of a histogram.</param>
    /// <param name="core">Number of the core.</param>
    public static bool TryCoreOf(string histogramName, out int core)
    {
        core = 0;
        const string prefix = "hiccup.core.";
        return histogramName is not null
            && histogramName.StartsWith(prefix, StringComparison.Ordinal)
            && histogramName.EndsWith("/" + Metric, StringComparison.Ordinal)
            && int.TryParse(histogramName.AsSpan(prefix.Length, histogramName.Length - prefix.Length - Metric.Length - 1), out core);
    }

    /// <summary>Starts the threads and waits until each has recorded. After the telemetry file was created, once.</summary>
    public void Start()
    {
        _threads.ForEach(thread => thread.Start());
        _threads.ForEach(thread => thread.WaitUntilBegun());
    }

    /// <summary>Stops the threads. Before the telemetry file is disposed.</summary>
    public void Dispose()
    {
        _threads.ForEach(thread => thread.Dispose());
        _threads.Clear();
    }
}
