using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Sampling;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.LoadTester.Running;

/// <summary>
/// How long after the first burst the P99 is back where it was, and stays there: from a sample on, all samples of the next second
/// are at or below the threshold, in the write and in the response latency, which a backlog keeps up while the writes are fast
/// again. The threshold is one and a half times the P99 of the whole phase before the burst, or the highest of its samples if that
/// is more. Pure.
/// </summary>
internal static class BurstRecovery
{
    private const double Tolerance = 1.5;
    private const long StayNs = 1_000_000_000;

    /// <param name="phases">The plan's.</param>
    /// <param name="samples">In order; those that lie in more than one phase are not used.</param>
    /// <param name="baseline">P99 of the phase before the burst.</param>
    /// <param name="burst">P99 of the burst.</param>
    /// <returns>Null if the plan has no burst between two other phases.</returns>
    public static RecoveryResults? Of(IReadOnlyList<RunPhase> phases, IReadOnlyList<RecoverySample> samples, BurstP99 baseline, BurstP99 burst)
    {
        var before = phases.FirstOrDefault(phase => phase.Name == RunPhases.Baseline);
        var during = phases.FirstOrDefault(phase => phase.Name == RunPhases.Burst);
        var after = phases.FirstOrDefault(phase => phase.Name == RunPhases.Recovery);
        if (before is null || during is null || after is null)
            return null;
        var calm = samples.Where(sample => LiesIn(sample, before)).ToArray();
        var write = Threshold(baseline.WriteNs, calm.Max(sample => sample.WriteP99Ns));
        var response = Threshold(baseline.ResponseNs, calm.Max(sample => sample.ResponseP99Ns));
        var later = samples.Where(sample => LiesIn(sample, after)).ToArray();
        var back = Array.FindIndex(later, first => later.Where(sample => sample.StartNs >= first.StartNs && sample.StartNs < first.EndNs + StayNs).All(IsBack));
        return new RecoveryResults
        {
            BaselineP99Ns = baseline.WriteNs,
            BurstP99Ns = burst.WriteNs,
            ThresholdNs = write,
            ResponseThresholdNs = response,
            RecoveredAfterMs = back < 0 ? null : Math.Round((later[back].EndNs - during.EndNs) / 1e6, 1),
            ResolutionMs = samples.Count == 0 ? 0 : Math.Round(samples.Average(sample => sample.EndNs - sample.StartNs) / 1e6),
        };

        // A sample without enough writes says nothing, which is not "back": a feed that stands still has none.
        bool IsBack(RecoverySample sample) => sample.WriteP99Ns <= write && sample.ResponseP99Ns <= response;
    }

    private static long? Threshold(long? wholeNs, long? highestNs) => (wholeNs, highestNs) switch
    {
        (null, _) => highestNs,
        (_, null) => (long)(wholeNs * Tolerance),
        _ => Math.Max((long)(wholeNs * Tolerance), highestNs.Value),
    };

    private static bool LiesIn(RecoverySample sample, RunPhase phase) => sample.StartNs >= phase.StartNs && sample.EndNs <= phase.EndNs;
}
