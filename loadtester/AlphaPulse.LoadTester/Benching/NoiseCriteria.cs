using AlphaPulse.LoadTester.Comparing;

namespace AlphaPulse.LoadTester.Benching;

/// <summary>
/// When a pair is repeated. Declared before anything is measured, and never by what the comparison is about: a pair is not
/// repeated because its result is unwelcome.
/// </summary>
internal static class NoiseCriteria
{
    public const double MostStealPercent = 1;

    /// <summary>How much more the machine itself may have stood still in one run of a pair than in the other, at P99.9 of the control process.</summary>
    public const double MostHiccupRatio = 2;

    /// <summary>As they are printed before the first run.</summary>
    public static readonly string Declaration =
        $"a pair is repeated if a run of it is invalid, if the hypervisor took more than {MostStealPercent:0.#} % of a run's time, if its control group was throttled, or if the control process's hiccups at P99.9 differ by more than {MostHiccupRatio:0.#} times";

    /// <summary>Why a pair is to be repeated; null if it need not be.</summary>
    public static string? Fault(RunSample first, RunSample second)
    {
        foreach (var run in new[] { first, second })
        {
            if (!run.IsUsable)
                return $"a run is {run.Status}";
            if (run.Number("noise.steal_percent") is > MostStealPercent and var steal)
                return $"steal of {steal:0.#} %";
            if (run.Number("noise.throttled_ms") is > 0 and var throttled)
                return $"throttled for {throttled:0} ms";
        }

        // Both directions: which of the two was disturbed does not matter.
        return (first.Number("noise.control.p99_9_ns"), second.Number("noise.control.p99_9_ns")) is ({ } one and > 0, { } other and > 0) && Math.Max(one / other, other / one) is > MostHiccupRatio and var ratio
            ? $"hiccups differ {ratio:0.0} times"
            : null;
    }
}
