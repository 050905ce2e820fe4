namespace AlphaPulse.Engine.Stages;

/// <summary>
/// When the run's schedule began, in nanoseconds of its clock: as the parent says, else the intended time of the first event,
/// which is sent at the schedule's beginning. Set by one thread, read by another.
/// </summary>
internal sealed class ScheduleOrigin
{
    private long _ns;

    /// <summary>0 while it is unknown.</summary>
    public long Ns => Volatile.Read(ref _ns);

    public void Set(long ns) => Volatile.Write(ref _ns, ns);

    /// <summary>Takes an event's intended time unless the origin is known already; returns the origin.</summary>
    public long OrFirst(long intendedNs)
    {
        if (Ns != 0)
            return Ns;
        var known = Interlocked.CompareExchange(ref _ns, intendedNs, 0);
        return known == 0 ? intendedNs : known;
    }
}
