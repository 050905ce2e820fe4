using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.LoadTester.Noise;

/// <summary>What happened lately that can explain outliers. Not thread-safe.</summary>
internal sealed class SpanWindow
{
    private const int NoCore = -1;
    private readonly Dictionary<(SpanKind Kind, string Process, int Number), SpanList> _lists = [];
    private readonly List<int> _feedCores = [];

    public void Add(string process, in SpanRecord span) =>
        ListOf(span.Kind, process, span.Kind == SpanKind.Jit ? span.ThreadId : span.Core).Add(in span);

    /// <summary>Says that a process records the hiccups of a core, although it had none yet.</summary>
    public void Expect(string process, int core) => _ = ListOf(SpanKind.Hiccup, process, core);

    public void DropBefore(long ns)
    {
        foreach (var list in _lists.Values)
            list.DropBefore(ns);
    }

    public long Suspended(long startNs, long endNs) => Find(SpanKind.GcSuspension, NoiseMeter.FeedName, NoCore)?.Covered(startNs, endNs) ?? 0;

    public long Compiling(int threadId, long startNs, long endNs) => Find(SpanKind.Jit, NoiseMeter.FeedName, threadId)?.Covered(startNs, endNs) ?? 0;

    /// <summary>What was stolen of a core in the looks at it that touch a window.</summary>
    public long Stolen(int core, long startNs, long endNs) => Find(SpanKind.Steal, NoiseMeter.ControlName, core)?.Amount(startNs, endNs) ?? 0;

    /// <summary>What the control group was throttled in the looks at it that touch a window.</summary>
    public long Throttled(long startNs, long endNs) => Find(SpanKind.Throttled, NoiseMeter.ControlName, NoCore)?.Amount(startNs, endNs) ?? 0;

    /// <summary>Time of a window in which a loop that does nothing was late on a core, and not for want of it.</summary>
    public long HiccupOn(int core, long startNs, long endNs) => Math.Max(
        Find(SpanKind.Hiccup, NoiseMeter.ControlName, core)?.Covered(startNs, endNs) ?? 0,
        Find(SpanKind.Hiccup, NoiseMeter.FeedName, core)?.Covered(startNs, endNs) ?? 0);

    /// <summary>
    /// Time of a window in which all loops of feedsim stood still, whatever core they are on, and not for a collection. One at least must not
    /// have been waiting for its core, with the loop of the control process going on there: else all waited, or the machine stood still.
    /// </summary>
    public long Standstill(long startNs, long endNs)
    {
        foreach (var core in _feedCores)
            (startNs, endNs) = Find(SpanKind.Hiccup, NoiseMeter.FeedName, core)!.Longest(startNs, endNs);
        if (endNs <= startNs)
            return 0;
        var standstillNs = 0L;
        foreach (var core in _feedCores)
        {
            var machineNs = Find(SpanKind.Hiccup, NoiseMeter.ControlName, core)?.Covered(startNs, endNs) ?? 0;
            standstillNs = Math.Max(standstillNs, Find(SpanKind.Hiccup, NoiseMeter.FeedName, core)!.Covered(startNs, endNs) - machineNs);
        }

        return _feedCores.Count == 0 ? 0 : Math.Max(0, standstillNs - Suspended(startNs, endNs));
    }

    private SpanList? Find(SpanKind kind, string process, int number) => _lists.GetValueOrDefault((kind, process, number));

    private SpanList ListOf(SpanKind kind, string process, int number)
    {
        if (_lists.TryGetValue((kind, process, number), out var list))
            return list;
        _lists[(kind, process, number)] = list = new SpanList();
        if (kind == SpanKind.Hiccup && process == NoiseMeter.FeedName)
            _feedCores.Add(number);
        return list;
    }
}
