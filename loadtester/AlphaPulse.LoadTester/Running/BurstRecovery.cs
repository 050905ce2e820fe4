using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// How long after the first burst the write P99 is back where it was: at or below the highest of the samples before the burst.
/// Pure.
/// </summary>
internal static class BurstRecovery
{
    /// <param name="phases">The plan's.</param>
    /// <param name="samples">In order; those that lie in more than one phase are not used.</param>
    /// <param name="baselineP99Ns">Write P99 of the phase before the burst.</param>
    /// <param name="burstP99Ns">Write P99 of the burst.</param>
    /// <returns>Null if the plan has no burst between two other phases.</returns>
    public static RecoveryResults? Of(IReadOnlyList<RunPhase> phases, IReadOnlyList<RecoverySample> samples, long? baselineP99Ns, long? burstP99Ns)
    {
        var baseline = phases.FirstOrDefault(phase => phase.Name == RunPhases.Baseline);
        var burst = phases.FirstOrDefault(phase => phase.Name == RunPhases.Burst);
        var recovery = phases.FirstOrDefault(phase => phase.Name == RunPhases.Recovery);
        if (baseline is null || burst is null || recovery is null)
            return null;
        var threshold = samples.Where(sample => LiesIn(sample, baseline)).Max(sample => sample.WriteP99Ns);
        var back = samples.Where(sample => LiesIn(sample, recovery) && sample.WriteP99Ns <= threshold).Select(sample => (RecoverySample?)sample).FirstOrDefault();
        return new RecoveryResults
        {
            BaselineP99Ns = baselineP99Ns,
            BurstP99Ns = burstP99Ns,
            ThresholdNs = threshold,
            RecoveredAfterMs = back is { } sample ? Math.Round((sample.EndNs - burst.EndNs) / 1e6, 1) : null,
            ResolutionMs = samples.Count == 0 ? 0 : Math.Round(samples.Average(sample => sample.EndNs - sample.StartNs) / 1e6),
        };
    }

    private static bool LiesIn(RecoverySample sample, RunPhase phase) => sample.StartNs >= phase.StartNs && sample.EndNs <= phase.EndNs;
}
