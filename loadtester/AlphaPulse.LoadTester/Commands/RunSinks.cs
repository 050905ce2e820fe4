using AlphaPulse.LoadTester.Noise;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Sampling;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Whoever takes the intervals of a run, as its options ask for them.</summary>
internal sealed class RunSinks : IDisposable
{
    private RunSinks(IReadOnlyList<IIntervalSink> all) => All = all;

    public IReadOnlyList<IIntervalSink> All { get; }

    /// <summary>What went wrong with them during the run, a sentence each. The measurement goes on without them.</summary>
    public IEnumerable<string> Faults => All.Select(sink => sink.Fault).OfType<string>();

    /// <param name="settings">What is asked for.</param>
    /// <exception cref="IOException">A file cannot be created.</exception>
    public static RunSinks Open(OutputSettings settings)
    {
        var sinks = new List<IIntervalSink>();
        try
        {
            if (settings.HistogramLog is { } path)
                sinks.Add(HistogramLogSink.Open(path, settings.IsResumed));
            if (settings.OutlierFile is { } outliers)
                sinks.Add(OutlierCsv.Create(outliers));
            return new RunSinks(sinks);
        }
        catch
        {
            new RunSinks(sinks).Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var sink in All)
            (sink as IDisposable)?.Dispose();
    }
}
