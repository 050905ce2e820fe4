using System.Text.Json;
using System.Text.Json.Serialization;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.MarketData.Runs;

/// <summary>
/// What one run does, as every process of the run reads it from <c>plan.json</c> in the run's directory. Immutable.
/// All rates are per venue.
/// </summary>
public sealed record RunPlan
{
    /// <summary>Name of the file in the run's directory.</summary>
    public const string FileName = "plan.json";

    // Bounds what a damaged file can make a reader allocate; a plan is about a kilobyte.
    private const long MaxFileBytes = 1 << 20;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Name of the run: its directory's name.</summary>
    public required string Name { get; init; }

    /// <summary>The clock that all processes of the run share.</summary>
    public required ClockCalibration Clock { get; init; }

    /// <summary>Phases in order, without gaps; the first starts at 0. At most <see cref="MaxPhases"/>.</summary>
    public required IReadOnlyList<RunPhase> Phases { get; init; }

    /// <summary>Number of simulated venues; 1 in a replay.</summary>
    public int Exchanges { get; init; } = 1;

    /// <summary>Trades a second and venue; 0 = none.</summary>
    public long TradesPerSecond { get; init; }

    /// <summary>Book updates (that no trade caused) a second and venue; 0 = none.</summary>
    public long BookUpdatesPerSecond { get; init; }

    /// <summary>Instruments of each simulated venue.</summary>
    public int SymbolCount { get; init; }

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; }

    /// <summary>Text form of a <see cref="PatternSpec"/>.</summary>
    public string Pattern { get; init; } = "constant";

    /// <summary>Text form of an <see cref="ArrivalSpec"/>.</summary>
    public string Arrival { get; init; } = "quantum=500us";

    /// <summary>Slots of each venue's ring; a power of two.</summary>
    public long RingCapacity { get; init; } = 65536;

    /// <summary>How the pipeline's stages wait, as <see cref="RingBuffer.Waiting.StageWaits"/> spells it.</summary>
    public string Wait { get; init; } = "auto";

    /// <summary>Threads that the pipeline's stages are packed onto; 0 = chosen from the number of cores.</summary>
    public int StageThreads { get; init; }

    /// <summary>Set in a replay, null in a simulation.</summary>
    public ReplayPlan? Replay { get; init; }

    /// <summary>Null records nothing about noise.</summary>
    public NoisePlan? Noise { get; init; }

    /// <summary>Upper bound of <see cref="Phases"/>.</summary>
    public const int MaxPhases = 8;

    /// <summary>The phase that a moment belongs to: its index, or -1 before the first and after the last.</summary>
    /// <param name="scheduleNs">Nanoseconds after the start of the schedule.</param>
    public int PhaseAt(long scheduleNs)
    {
        for (var i = 0; i < Phases.Count; i++)
        {
            if (scheduleNs >= Phases[i].StartNs && scheduleNs < Phases[i].EndNs)
                return i;
        }

        return -1;
    }

    /// <summary>Writes the plan's file; it appears whole or not at all.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    public void Save(string runDirectory)
    {
        var path = Path.Combine(runDirectory, FileName);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, s_json));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the plan's file.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    /// <exception cref="InvalidDataException">The file is not a plan; the message names it and the fault.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static RunPlan Load(string runDirectory)
    {
        var path = Path.Combine(runDirectory, FileName);
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
                throw new InvalidDataException($"{path}: larger than {MaxFileBytes:N0} bytes, not a plan.");
            using var stream = File.OpenRead(path);
            var plan = JsonSerializer.Deserialize<RunPlan>(stream, s_json);
            return Fault(plan) is { } fault ? throw new InvalidDataException($"{path}: not a valid plan: {fault}.") : plan!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: not a valid plan: {e.Message}", e);
        }
    }

    private static string? Fault(RunPlan? plan)
    {
        if (plan?.Clock is null || plan.Phases is null || plan.Name is null || plan.Pattern is null || plan.Arrival is null || plan.Wait is null)
            return "a value is missing";
        if (plan.Phases.Count is 0 or > MaxPhases)
            return $"it has {plan.Phases.Count} phases, 1 to {MaxPhases} are possible";
        if (plan.Noise is { OutlierThresholdNs: < 0 } or { HiccupPeriodNs: < 0 })
            return "a threshold or period of its noise is negative";
        var endNs = 0L;
        foreach (var phase in plan.Phases)
        {
            if (phase is null || phase.StartNs != endNs || phase.DurationNs < 0 || phase.DurationNs > long.MaxValue - endNs)
                return "its phases do not follow one another from 0 on";
            endNs = phase.EndNs;
        }

        return null;
    }
}
