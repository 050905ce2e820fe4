using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Takes each outlier of a run when its causes are known. On the thread that watches the run: short, and without an exception for what the environment does.</summary>
internal interface IOutlierSink
{
    /// <param name="outlier">The outlier.</param>
    /// <param name="atNs">Its begin after the start of the measured time.</param>
    /// <param name="cause">What explains most of it.</param>
    /// <param name="ns">What each cause explains.</param>
    void Add(in OutlierRecord outlier, long atNs, OutlierCause cause, ReadOnlySpan<long> ns);

    /// <summary>There are no more.</summary>
    void EndOutliers();
}
