namespace AlphaPulse.LoadTester.Sampling;

/// <summary>What the run used within one interval.</summary>
/// <param name="CpuPercent">Of the whole machine: 100 = every core busy.</param>
/// <param name="MemoryBytes">Private memory of all processes + rings and telemetry files.</param>
/// <param name="Processes">By process, in the order of the monitor; null if nobody asked.</param>
internal readonly record struct ResourceSample(double CpuPercent, long MemoryBytes, IReadOnlyList<ProcessSample>? Processes = null)
{
    /// <summary>Both intervals as one: averages of the processor, peaks of the memory.</summary>
    public ResourceSample Joined(long lengthNs, ResourceSample next, long nextLengthNs)
    {
        if (lengthNs <= 0)
            return next;
        if (nextLengthNs <= 0)
            return this;
        var weight = (double)lengthNs / (lengthNs + nextLengthNs);
        return new ResourceSample((CpuPercent * weight) + (next.CpuPercent * (1 - weight)), Math.Max(MemoryBytes, next.MemoryBytes), Joined(Processes, next.Processes, weight));
    }

    private static IReadOnlyList<ProcessSample>? Joined(IReadOnlyList<ProcessSample>? before, IReadOnlyList<ProcessSample>? next, double weight)
    {
        if (before is null || next is null || before.Count != next.Count)
            return next ?? before;
        var joined = new ProcessSample[next.Count];
        for (var i = 0; i < joined.Length; i++)
            joined[i] = new ProcessSample((before[i].CpuPercentOfCore * weight) + (next[i].CpuPercentOfCore * (1 - weight)), Math.Max(before[i].PrivateBytes, next[i].PrivateBytes), next[i].IsAlive);
        return joined;
    }
}
