using System.Diagnostics;
using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Pipeline;

namespace AlphaPulse.Engine.Hosting;

/// <summary>
/// Restarts stages that have halted, each alone, at the position that it had reached. What halts one again and again at the same
/// event is not tried for ever: after <see cref="MostAtOnePlace"/> restarts it stays as it is, which ends the engine. One thread.
/// </summary>
internal sealed class StageRestarts(Pipeline<MarketEvent> pipeline, IReadOnlyList<string> rings, HostCounters counters)
{
    public const int MostAtOnePlace = 3;

    // Longer each time: what a writer repairs with its next event is past by the first, what a person repairs perhaps by the last.
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(100);
    private const int DelayFactor = 4;

    private readonly List<Halt> _halts = [];

    /// <summary>Looks for faults, and restarts what is due.</summary>
    /// <param name="tell">Receives a line for each fault and each restart.</param>
    /// <returns>The fault that stays, or null.</returns>
    public StageFault<MarketEvent>? Look(Action<string> tell)
    {
        // Asked many times a second: while all is well, nothing is allocated.
        if (pipeline.Fault is null)
            return null;
        foreach (var fault in pipeline.Faults)
        {
            var halt = Find(fault);
            if (!ReferenceEquals(halt.Fault, fault))
                Note(halt, fault, tell);
            if (halt.Restarts == MostAtOnePlace)
                return fault;
            if (Stopwatch.GetTimestamp() < halt.DueTimestamp)
                continue;
            halt.Restarts++;
            counters.StageRestarts.Increment();
            tell($"stage '{fault.Stage}' is restarted ({halt.Restarts} of at most {MostAtOnePlace} at this place)");
            pipeline.Restart(fault);
        }

        return null;
    }

    private Halt Find(StageFault<MarketEvent> fault)
    {
        var halt = _halts.Find(h => h.Stage == fault.Stage);
        if (halt is null)
            _halts.Add(halt = new Halt { Stage = fault.Stage });
        return halt;
    }

    private void Note(Halt halt, StageFault<MarketEvent> fault, Action<string> tell)
    {
        if (halt.Fault is not { } last || last.Ring != fault.Ring || last.Sequence != fault.Sequence)
            halt.Restarts = 0;
        halt.Fault = fault;
        halt.DueTimestamp = Stopwatch.GetTimestamp() + (long)((s_firstDelay * Math.Pow(DelayFactor, halt.Restarts)).TotalSeconds * Stopwatch.Frequency);
        counters.StageFaults.Increment();
        var place = fault.Ring < 0 ? "" : $" at sequence {fault.Sequence} of {rings[fault.Ring]}";
        tell($"stage '{fault.Stage}' halted{place}: {fault.Exception.Message}");
    }

    private sealed class Halt
    {
        public required string Stage { get; init; }

        public StageFault<MarketEvent>? Fault { get; set; }

        public int Restarts { get; set; }

        public long DueTimestamp { get; set; }
    }
}
