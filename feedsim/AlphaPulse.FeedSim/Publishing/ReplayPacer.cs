using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>
/// Sends a capture, update by update, at the recorded pace times a factor or as fast as the ring takes it. At full speed an
/// update is due when the one before it was sent.
/// </summary>
internal sealed class ReplayPacer
{
    // Updates that are due within this are sent together with the ones that are due now; they wait for their time by spinning.
    private const long SpinNs = 80_000;
    private const long LongestSleepNs = 20_000_000;

    private readonly CaptureTape _tape;
    private readonly RingWriter<MarketEvent> _ring;
    private readonly double _speed;
    private readonly Clock _clock;
    private readonly PacerTelemetry _telemetry;
    private readonly OutlierRecorder _outliers;
    private readonly SpacingMeter? _spacing;
    private readonly StopSignal _stop;
    private readonly Thread _thread;
    private RunStart _start;
    private BackOffWait _wait;

    /// <param name="tape">The capture.</param>
    /// <param name="ring">Where to send it.</param>
    /// <param name="speed">Factor on the recorded pace; 0 = as fast as possible.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="telemetry">Where to record.</param>
    /// <param name="outliers">Where what took too long is kept.</param>
    /// <param name="spacing">Where the intervals between updates are recorded; null = nowhere.</param>
    /// <param name="stop">Asked for after each update.</param>
    public ReplayPacer(CaptureTape tape, RingWriter<MarketEvent> ring, double speed, Clock clock, PacerTelemetry telemetry, OutlierRecorder outliers, SpacingMeter? spacing, StopSignal stop)
    {
        (_tape, _ring, _speed, _clock, _telemetry, _outliers, _spacing, _stop) = (tape, ring, speed, clock, telemetry, outliers, spacing, stop);
        _thread = new Thread(Run) { Name = "pacer.0", IsBackground = true };
    }

    /// <summary>What ended the thread, if it was not the capture's end or a stop.</summary>
    public Exception? Failure { get; private set; }

    public void Start(RunStart start)
    {
        _start = start;
        _thread.Start();
    }

    public void Join() => _thread.Join();

    private void Run()
    {
        try
        {
            AbsoluteSleep.MakeThreadPunctual();
            _outliers.Begin();
            WaitUntil(_start.OriginNs);
            var events = _tape.Events;
            while (!events.IsEmpty && !_stop.IsSet)
            {
                var count = UpdateLength(events);
                if (!Send(events[..count]))
                    return;
                events = events[count..];
            }
        }
        catch (Exception e)
        {
            // Handed to whoever joins: an exception must not take the process down without a message.
            Failure = e;
        }
    }

    private static int UpdateLength(ReadOnlySpan<MarketEvent> events)
    {
        var count = 1;
        while (count < events.Length && !events[count - 1].IsLastOfUpdate)
            count++;
        return count;
    }

    private bool Send(ReadOnlySpan<MarketEvent> update)
    {
        var intendedNs = _start.OriginNs;
        if (_speed > 0)
        {
            intendedNs += (long)(update[0].IntendedNs / _speed);
            WaitUntil(intendedNs);
            if (_stop.IsSet)
                return false;
        }

        var (first, ringWasFull) = (_ring.Cursor, false);
        var beforeNs = _clock.NowNs();
        if (_speed == 0)
            intendedNs = beforeNs;
        // An update longer than a part of the ring goes in parts: only its last event is flagged, so that readers wait for the rest.
        var (sent, longest) = (0, (int)Math.Min(_ring.Capacity / 4, update.Length));
        while (sent < update.Length)
        {
            var count = Math.Min(longest, update.Length - sent);
            if (_ring.TryClaim(count) != ClaimStatus.Claimed)
            {
                ringWasFull = true;
                if (!WaitForSpace(count))
                {
                    _telemetry.Refused(intendedNs - _start.OriginNs, update.Length - sent);
                    return false;
                }
            }

            for (var i = 0; i < count; i++)
            {
                ref var slot = ref _ring[i];
                slot = update[sent + i];
                slot.IntendedNs = intendedNs;
                slot.PublishDelayNs = UpdateStamp.Delay(beforeNs - intendedNs);
            }

            _ring.Publish(count);
            sent += count;
        }

        var afterNs = _clock.NowNs();
        _spacing?.Add(intendedNs - _start.OriginNs, beforeNs);
        _telemetry.Sent(intendedNs - _start.OriginNs, beforeNs - intendedNs, afterNs - beforeNs, update.Length, (update[0].Flags & EventFlags.TradeUpdate) != 0);
        if (afterNs - beforeNs >= _outliers.WriteThresholdNs)
            _outliers.Write(intendedNs, beforeNs, afterNs, venue: 0, first, ringWasFull);
        return true;
    }

    private void WaitUntil(long timeNs)
    {
        var hasWaited = false;
        while (!_stop.IsSet)
        {
            var nowNs = _clock.NowNs();
            var leftNs = timeNs - nowNs;
            if (leftNs <= 0)
            {
                if (hasWaited)
                    _outliers.WokeUp(timeNs, nowNs);
                return;
            }

            hasWaited = true;
            if (leftNs > SpinNs)
            {
                _outliers.BeforeSleep(nowNs);
                AbsoluteSleep.Until(AbsoluteSleep.NowNs() + Math.Min(leftNs - SpinNs, LongestSleepNs));
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }

    private bool WaitForSpace(int count)
    {
        _telemetry.RingWasFull();
        return _stop.ClaimUnlessSet(_ring, count, ref _wait);
    }
}
