using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.LoadTester.Options;

/// <summary>The rings and the pipeline that reads them: what a load test and a replay have in common. Immutable.</summary>
internal sealed record PipelineSettings
{
    // 64 slots hold any simulated update; 2^24 slots are 1 GiB a ring.
    private const long LeastCapacity = 64;
    private const long MostCapacity = 1 << 24;

    public required long RingCapacity { get; init; }

    /// <summary>As <see cref="StageWaits"/> spells it, with what "auto" is on this machine: the results say how it was.</summary>
    public required string Wait { get; init; }

    /// <summary>0 = as the cores allow.</summary>
    public required int Threads { get; init; }

    /// <summary>Base directory, or null for the default one.</summary>
    public string? Directory { get; init; }

    public static PipelineSettings Read(OptionLayers options, FaultList faults)
    {
        var (capacityKey, capacityText) = options["ring-capacity"];
        var capacity = faults.Whole(capacityKey, capacityText, LeastCapacity, MostCapacity, "slots, a power of two");
        if ((capacity & (capacity - 1)) != 0)
            faults.Add(capacityKey, $"'{capacityText}' is not a power of two, allowed: {LeastCapacity} to {MostCapacity:#,0} slots, for example {1L << (int)Math.Log2(capacity)} or {2L << (int)Math.Log2(capacity)}");
        var (waitKey, waitText) = options["wait"];
        var (threadsKey, threadsText) = options["threads"];
        return new PipelineSettings
        {
            RingCapacity = capacity,
            Wait = ReadWait(waitKey, waitText, faults),
            Threads = (int)faults.Whole(threadsKey, threadsText, 0, 64, "threads"),
            Directory = options.IsGiven("dir") ? options["dir"].Text : null,
        };
    }

    private static string ReadWait(string key, string text, FaultList faults)
    {
        var waits = StageWaits.Parse(text, PipelineStages.All, out var fault);
        if (fault is not null)
            faults.Add(key, fault);
        return waits?.Resolve().Text ?? "";
    }
}
