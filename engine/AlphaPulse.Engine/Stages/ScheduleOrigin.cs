namespace AlphaPulse.Engine.Stages;

/// <summary>
/// When the run's schedule began, in nanoseconds of its clock: as the parent says, else it follows from the intended time of
/// the first event. Set by one thread, read by another.
/// </summary>
/// <param name="firstEventLeadNs">How long before the schedule's beginning the first event is due: see <see cref="SnapshotLeadNs"/>.</param>
internal sealed class ScheduleOrigin(long firstEventLeadNs = 0)
{
    /// <summary>Simulated venues publish their books one nanosecond before the schedule begins, so that no phase counts them.</summary>
    public const long SnapshotLeadNs = 1;

    private long _ns;

    /// <summary>0 while it is unknown.</summary>
    public long Ns => Volatile.Read(ref _ns);

    public void Set(long ns) => Volatile.Write(ref _ns, ns);

    /// <summary>Takes this event for the first one unless the origin is known already; returns the origin.</summary>
    public long OrFirst(long intendedNs)
    {
        if (Ns == 0)
            Interlocked.CompareExchange(ref _ns, intendedNs + firstEventLeadNs, 0);
        return Ns;
    }
}
