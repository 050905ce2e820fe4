using System.Diagnostics.Tracing;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Telemetry.Outliers;

/// <summary>
/// Keeps when the runtime held the process's threads (garbage collections) and when a thread compiled a method, as spans. It listens
/// to the runtime's own events inside the process; the runtime delivers them on a thread of its own, some hundred milliseconds later,
/// with the time at which they happened.
/// </summary>
/// <remarks>What the runtime raises meanwhile costs allocations on the delivering thread only: nothing is raised but by collections and compilations.</remarks>
public sealed class RuntimeEventRecorder : EventListener
{
    private const string RuntimeSource = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Gc = (EventKeywords)0x1;
    private const EventKeywords Jit = (EventKeywords)0x10;

    // Numbers of the runtime's event manifest (ClrEtwAll.man).
    private const int SuspendBegin = 9;
    private const int RestartEnd = 3;
    private const int CompileBegin = 145;
    private const int CompileEnd = 143;

    private readonly object _gate = new();
    private readonly Dictionary<long, long> _compilations = [];
    private readonly List<SpanRecord> _undated = [];
    private readonly RingWriter<SpanRecord> _ring;
    private readonly Clock _clock;

    // Set by the base class's constructor, before this one's body runs.
    private EventSource? _source;
    private EventClock? _eventClock;
    private long _suspendedNs;
    private bool _isDisposed;

    /// <summary>A recorder that does not listen yet.</summary>
    /// <param name="ring">Where to; disposed with this object.</param>
    /// <param name="clock">The run's clock.</param>
    public RuntimeEventRecorder(RingWriter<SpanRecord> ring, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(ring);
        (_ring, _clock) = (ring, clock);
    }

    /// <summary>How far the spans' times can be off, once there are some.</summary>
    internal long ErrorNs
    {
        get
        {
            lock (_gate)
                return _eventClock?.ErrorNs ?? 0;
        }
    }

    /// <summary>Begins to listen. Collects the youngest generation a few times, to tell the events' clock by it.</summary>
    public void Start()
    {
        if (_source is null)
            return;
        EnableEvents(_source, EventLevel.Verbose, Gc | Jit);
        var eventClock = EventClock.Probe();
        lock (_gate)
            _eventClock = eventClock;
    }

    /// <summary>Stops listening and closes the ring.</summary>
    public override void Dispose()
    {
        base.Dispose();
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _ring.Dispose();
        }
    }

    /// <summary>Called by the runtime for each source of events that there is.</summary>
    /// <param name="eventSource">The source.</param>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        if (eventSource.Name == RuntimeSource)
            _source = eventSource;
    }

    /// <summary>Called by the runtime for each event.</summary>
    /// <param name="eventData">The event.</param>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        lock (_gate)
        {
            if (_isDisposed)
                return;
            switch (eventData.EventId)
            {
                case SuspendBegin:
                    _suspendedNs = EventClock.Read(eventData);
                    break;
                case RestartEnd when _suspendedNs != 0:
                    Keep(SpanKind.GcSuspension, _suspendedNs, EventClock.Read(eventData), 0);
                    _suspendedNs = 0;
                    break;
                case CompileBegin:
                    _compilations[eventData.OSThreadId] = EventClock.Read(eventData);
                    break;
                case CompileEnd when _compilations.Remove(eventData.OSThreadId, out var startNs):
                    Keep(SpanKind.Jit, startNs, EventClock.Read(eventData), (int)eventData.OSThreadId);
                    break;
            }
        }
    }

    // Until the events' clock is known, which takes some of them, they wait.
    private void Keep(SpanKind kind, long startNs, long endNs, int threadId)
    {
        _undated.Add(new SpanRecord { Kind = kind, StartNs = startNs, EndNs = endNs, ThreadId = threadId, Core = -1 });
        if (_eventClock is not { } eventClock || (!eventClock.IsKnown && !eventClock.TryFit(_undated)))
            return;

        // The run's clock drifts away from the system's by parts per million, which is milliseconds in an hour.
        var offsetNs = _clock.Check() - eventClock.AheadNs;
        foreach (var span in _undated)
        {
            var dated = span;
            dated.StartNs += offsetNs;
            dated.EndNs += offsetNs;
            _ = _ring.TryPublish(in dated);
        }

        _undated.Clear();
    }
}
