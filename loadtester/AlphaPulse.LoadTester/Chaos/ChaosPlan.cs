using AlphaPulse.LoadTester.Running;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>Which faults come when: the same seed and settings give the same plan.</summary>
internal static class ChaosPlan
{
    /// <summary>From one fault to the next, so that the one before is over on a machine that is not overloaded; a later start is no matter.</summary>
    public const int MsPerFault = 6_000;

    private const int FirstMs = 2_000;
    private const int LeastHoldMs = 500;
    private const int MostHoldMs = 2_000;

    public static IReadOnlyList<PlannedFault> Of(ChaosSettings settings)
    {
        var random = new Random(settings.Seed);
        var count = Math.Max(1, settings.DurationSecs * 1_000 / MsPerFault);
        var plan = new List<PlannedFault>();
        while (plan.Count < count)
        {
            // In rounds, each in an order of its own: all kinds come before one comes again.
            ChaosFault[] round = [.. settings.Faults];
            random.Shuffle(round);
            foreach (var fault in round.Take(count - plan.Count))
                plan.Add(new PlannedFault(fault, FirstMs + (plan.Count * MsPerFault) + random.Next(MsPerFault / 4), HoldMs(fault, random), Target(fault, settings, random)));
        }

        return plan;
    }

    // Drawn for every fault, so that leaving kinds out does not change more than it must.
    private static int HoldMs(ChaosFault fault, Random random)
    {
        var holdMs = random.Next(LeastHoldMs, MostHoldMs + 1);
        return fault is ChaosFault.WriterStop or ChaosFault.EngineStop or ChaosFault.DiskFull ? holdMs : 0;
    }

    private static string Target(ChaosFault fault, ChaosSettings settings, Random random)
    {
        var (venue, isGuard) = (random.Next(settings.Exchanges), random.Next(2) == 0);
        return fault switch
        {
            ChaosFault.WriterKill or ChaosFault.WriterStop => "feedsim",
            ChaosFault.EngineKill or ChaosFault.EngineStop => "feedengine",
            ChaosFault.StageFault => isGuard ? "guard" : "book",
            ChaosFault.SamplerKill => "sampler",
            ChaosFault.DiskFull => "sample log",
            _ => RingCursors.NameOf(venue),
        };
    }
}
