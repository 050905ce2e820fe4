using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Processes;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>
/// Keeps what one writing thread did too slowly, with what the kernel counted meanwhile. On its way the thread only compares
/// (<see cref="WriteThresholdNs"/>); the counters are read before it sleeps, when it has time, one of them after it, and all after an
/// outlier, when it is late already.
/// </summary>
/// <remarks>
/// What the counters say belongs to the time since they were last read. Between sleeps that is the time since the last one: some
/// hundred microseconds. Constructed by any thread, begun and used by one. Allocates nothing after <see cref="Begin"/>.
/// </remarks>
public sealed class OutlierRecorder : IDisposable
{
    /// <summary>
    /// How late a sleep may end beside the threshold: timer and wake-up of an idle virtual core take 50 to 80 µs. A writer that spins
    /// until its time has no such excuse.
    /// </summary>
    public const long WakeAllowanceNs = 80_000;

    // A thread that never sleeps reads its counters at least this often if it has a moment.
    private const long OldestCountersNs = 1_000_000;

    private readonly RingWriter<OutlierRecord>? _ring;
    private readonly Clock _clock;
    private ThreadCounterReader? _reader;
    private ThreadCounters _last;
    private long _lastNs;
    private int _threadId;
    private int _core;

    /// <param name="ring">Where to; disposed with this object.</param>
    /// <param name="thresholdNs">From how long on a write is an outlier; above 0.</param>
    /// <param name="spins">Whether the thread spins until its time.</param>
    /// <param name="clock">The run's clock.</param>
    /// <summary>A recorder of one thread.</summary>
    public OutlierRecorder(RingWriter<OutlierRecord> ring, long thresholdNs, bool spins, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(thresholdNs);
        (_ring, _clock, WriteThresholdNs) = (ring, clock, thresholdNs);
        WakeThresholdNs = spins ? thresholdNs : thresholdNs + WakeAllowanceNs;
    }

    private OutlierRecorder() => (WriteThresholdNs, WakeThresholdNs) = (long.MaxValue, long.MaxValue);

    /// <summary>Records nothing: nothing reaches its threshold.</summary>
    public static OutlierRecorder Off { get; } = new();

    /// <summary>From this duration on a write is to be handed to <see cref="Write"/>.</summary>
    public long WriteThresholdNs { get; }

    /// <summary>From this lateness on a wake-up is an outlier.</summary>
    public long WakeThresholdNs { get; }

    /// <summary>Makes the calling thread the one that is recorded.</summary>
    public void Begin()
    {
        if (_ring is null)
            return;
        _reader = new ThreadCounterReader();
        _threadId = ThreadCores.ThreadId;
        ReadCounters(_clock.NowNs());
    }

    /// <summary>To be called before the thread sleeps: what was counted until now concerns no later outlier.</summary>
    /// <param name="nowNs">The run's clock.</param>
    public void BeforeSleep(long nowNs)
    {
        if (_reader is null)
            return;
        ReadCounters(nowNs);
        _last = _last with { VoluntarySwitches = _last.VoluntarySwitches + 1 };
    }

    /// <summary>To be called where the thread has a moment but does not sleep.</summary>
    /// <param name="nowNs">The run's clock.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Idle(long nowNs)
    {
        if (_reader is not null && nowNs - _lastNs >= OldestCountersNs)
            ReadCounters(nowNs);
    }

    /// <summary>To be called when the thread has slept or spun until a time.</summary>
    /// <param name="dueNs">The time, run's clock.</param>
    /// <param name="nowNs">The run's clock.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WokeUp(long dueNs, long nowNs)
    {
        if (_reader is null)
            return;
        if (nowNs - dueNs >= WakeThresholdNs)
            Record(new OutlierRecord { Kind = OutlierKind.WakeUp, IntendedNs = dueNs, StartNs = dueNs, EndNs = nowNs, Sequence = -1, Venue = -1 });
        else
            StartOver(nowNs);
    }

    /// <summary>Records a write that took at least <see cref="WriteThresholdNs"/>.</summary>
    /// <param name="intendedNs">When it was due.</param>
    /// <param name="startNs">Just before the claim.</param>
    /// <param name="endNs">Just after the publish.</param>
    /// <param name="venue">Index of the venue.</param>
    /// <param name="sequence">Of its first event.</param>
    /// <param name="waitedForSpace">Whether the ring was full.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Write(long intendedNs, long startNs, long endNs, int venue, long sequence, bool waitedForSpace) => Record(new OutlierRecord
    {
        Kind = OutlierKind.Write,
        IntendedNs = intendedNs,
        StartNs = startNs,
        EndNs = endNs,
        Sequence = sequence,
        Venue = (short)venue,
        WaitedForSpace = waitedForSpace ? (byte)1 : (byte)0,
    });

    /// <summary>Closes the ring. After the thread has ended.</summary>
    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
        _ring?.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Record(OutlierRecord record)
    {
        if (_reader is null || _ring is null)
            return;
        var (before, coreBefore) = (_last, _core);
        record.CountersFromNs = _lastNs;
        ReadCounters(record.EndNs);
        record.MinorFaults = Gained(before.MinorFaults, _last.MinorFaults);
        record.MajorFaults = Gained(before.MajorFaults, _last.MajorFaults);
        record.VoluntarySwitches = Gained(before.VoluntarySwitches, _last.VoluntarySwitches);
        record.InvoluntarySwitches = Gained(before.InvoluntarySwitches, _last.InvoluntarySwitches);
        record.RunQueueWaitNs = Math.Max(0, _last.RunQueueWaitNs - before.RunQueueWaitNs);
        record.ThreadId = _threadId;
        record.CoreBefore = (short)coreBefore;
        record.CoreAfter = (short)_core;

        // No reader gates this ring: a claim always succeeds until the ring is closed.
        _ = _ring.TryPublish(in record);
    }

    // What it waited for a core after its sleep is not to be taken for what a write waited. Faults and switches do not happen in a sleep.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartOver(long nowNs)
    {
        _last = _last with { RunQueueWaitNs = _reader!.ReadRunQueueWaitNs() };
        _lastNs = nowNs;
        _core = ThreadCores.Current;
    }

    private void ReadCounters(long nowNs)
    {
        _last = _reader!.Read();
        _lastNs = nowNs;
        _core = ThreadCores.Current;
    }

    private static int Gained(long before, long after) => (int)Math.Clamp(after - before, 0, int.MaxValue);
}
