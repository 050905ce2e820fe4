using AlphaPulse.LoadTester.Results;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>Adds up explained outliers: by cause, and the longest ones. Its memory does not grow with their number.</summary>
/// <param name="originNs">Start of the measured time, run's clock.</param>
internal sealed class OutlierTally(long originNs)
{
    private const int MostKept = 100;
    private const double NsPerSecond = 1e9;

    private readonly long[] _counts = new long[OutlierCauses.All.Count];
    private readonly long[] _timesNs = new long[OutlierCauses.All.Count];
    private readonly PriorityQueue<OutlierResult, long> _longest = new();
    private long _writes;
    private long _wakeUps;

    public void Add(in OutlierRecord outlier, OutlierCause cause, ReadOnlySpan<long> ns)
    {
        _counts[(int)cause]++;
        for (var i = 0; i < ns.Length; i++)
            _timesNs[i] += ns[i];
        if (outlier.Kind == OutlierKind.Write)
            _writes++;
        else
            _wakeUps++;
        if (_longest.Count == MostKept && _longest.TryPeek(out _, out var shortestNs) && shortestNs >= outlier.DurationNs)
            return;
        if (_longest.Count == MostKept)
            _longest.Dequeue();
        _longest.Enqueue(Result(outlier, cause, ns[(int)cause]), outlier.DurationNs);
    }

    public OutlierResults ToResults(long thresholdNs, long wakeThresholdNs, long lost)
    {
        var (count, timeNs) = (_writes + _wakeUps, _timesNs.Sum());
        return new OutlierResults
        {
            ThresholdNs = thresholdNs,
            WakeThresholdNs = wakeThresholdNs,
            Recorded = count,
            Lost = lost,
            Writes = _writes,
            WakeUps = _wakeUps,
            TimeNs = timeNs,
            Causes = [.. OutlierCauses.All.Select(cause => Share(cause, count, timeNs))],
            Worst = [.. _longest.UnorderedItems.Select(item => item.Element).OrderByDescending(outlier => outlier.DurationNs)],
        };
    }

    private CauseShare Share(OutlierCause cause, long count, long timeNs) => new()
    {
        Cause = OutlierCauses.Name(cause),
        Count = _counts[(int)cause],
        CountPercent = Percent(_counts[(int)cause], count),
        TimeNs = _timesNs[(int)cause],
        TimePercent = Percent(_timesNs[(int)cause], timeNs),
    };

    private OutlierResult Result(in OutlierRecord outlier, OutlierCause cause, long causeNs)
    {
        var isWrite = outlier.Kind == OutlierKind.Write;
        return new OutlierResult
        {
            AtSecs = Math.Round((outlier.StartNs - originNs) / NsPerSecond, 6),
            Kind = isWrite ? "write" : "wake_up",
            DurationNs = outlier.DurationNs,
            Venue = isWrite ? outlier.Venue : null,
            Sequence = isWrite ? outlier.Sequence : null,
            CoreBefore = outlier.CoreBefore,
            CoreAfter = outlier.CoreAfter,
            Cause = OutlierCauses.Name(cause),
            CauseNs = causeNs,
            RunQueueWaitNs = outlier.RunQueueWaitNs,
            InvoluntarySwitches = outlier.InvoluntarySwitches,
            MinorFaults = outlier.MinorFaults,
            MajorFaults = outlier.MajorFaults,
        };
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 2);
}
