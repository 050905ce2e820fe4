using AlphaPulse.LoadTester.Running;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.LoadTester.Endurance;

/// <summary>Takes the samples of a running session.</summary>
internal sealed class SessionSampler(RunSession session, RunPlan plan)
{
    /// <exception cref="RingBuffer.Memory.RingException">The telemetry cannot be read any more.</exception>
    public SessionSample Read()
    {
        var (events, refused) = (0L, 0L);
        for (var phase = 0; phase < plan.Phases.Count; phase++)
        {
            if (!plan.Phases[phase].IsMeasured)
                continue;
            var counts = session.Telemetry.ReadEvents(phase);
            events += counts.Events;
            refused += counts.Refused;
        }

        return new SessionSample
        {
            Totals = session.Telemetry.ReadTotals(plan.Phases.Count),
            Events = events,
            RefusedEvents = refused,
            Processes =
            [
                ProcessGauge.Read("feedsim", session.Feed.Pid, session.Telemetry.ReadFeedHeap()),
                ProcessGauge.Read("feedengine", session.Engine.Pid, session.Telemetry.ReadEngineHeap()),
                ProcessGauge.Read("loadtester", Environment.ProcessId, HeapState.Read()),
            ],
        };
    }
}
