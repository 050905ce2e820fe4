namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>How punctually a sleeping thread wakes, which bounds what quantum and back-off can do.</summary>
internal static class TimerCheck
{
    // The default arrival wakes every 500 us: who oversleeps a quantum as a rule writes every other one late.
    private const long MostNs = 500_000;

    public static Finding Look(HostView host)
    {
        if (host.WakeDelaysNs.Count == 0)
            return Finding.Ok($"not measured");
        var (median, worst) = (host.WakeDelaysNs[host.WakeDelaysNs.Count / 2], host.WakeDelaysNs[^1]);
        return median > MostNs
            ? Finding.Warning($"a sleep ends {median / 1e3:#,0} µs late (median of {host.WakeDelaysNs.Count}), worst {worst / 1e3:#,0} µs", "the kernel lacks high-resolution timers, or the cores are taken: use --arrival spin, or a machine that is free")
            : Finding.Ok($"a sleep ends {median / 1e3:#,0} µs late (median of {host.WakeDelaysNs.Count}), worst {worst / 1e3:#,0} µs");
    }
}
