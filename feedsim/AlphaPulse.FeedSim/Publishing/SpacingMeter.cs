using System.Runtime.CompilerServices;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>
/// Records the intervals between the updates of one venue, as they were due and as they were sent, so that both can be held against the
/// capture that they come from. One thread.
/// </summary>
internal sealed class SpacingMeter(SharedHistogram due, SharedHistogram sent)
{
    private long _lastDueNs = -1;
    private long _lastSentNs;

    /// <summary>The meters of a pacer's venues, which share its histograms.</summary>
    public static Func<SpacingMeter> Of(TelemetryBuilder telemetry, int pacer)
    {
        var due = telemetry.Histogram($"pacer.{pacer}/spacing.due");
        var sent = telemetry.Histogram($"pacer.{pacer}/spacing.sent");
        return () => new SpacingMeter(due, sent);
    }

    /// <param name="dueNs">When an update was due, after the start of the schedule.</param>
    /// <param name="sentNs">When its writing began.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long dueNs, long sentNs)
    {
        if (_lastDueNs >= 0)
        {
            due.RecordValue(dueNs - _lastDueNs);
            sent.RecordValue(sentNs - _lastSentNs);
        }

        (_lastDueNs, _lastSentNs) = (dueNs, sentNs);
    }
}
