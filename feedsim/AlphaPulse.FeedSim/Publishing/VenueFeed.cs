using System.Runtime.CompilerServices;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>
/// One venue as its ring sees it: takes the next update from the tape, stamps it, publishes it. After the start
/// nothing here allocates, locks or calls through an interface. One thread.
/// </summary>
internal sealed class VenueFeed : IDisposable
{
    /// <summary>Time between snapshots for those who join late; each then waits for the tape to begin again.</summary>
    private const long SnapshotPeriodNs = 5_000_000_000;

    /// <summary>Least time between two snapshots that were asked for: whoever asks without end must not take the feed over.</summary>
    private const long AnswerPeriodNs = 50_000_000;

    private readonly VenueTape _tape;
    private readonly RingWriter<MarketEvent> _ring;
    private readonly TapeRecord[] _records;
    private readonly long[] _sequences;
    private readonly ushort _venue;
    private readonly uint _firstInstrument;
    private readonly int _groupSize;
    private readonly Clock _clock;
    private readonly StopSignal _stop;
    private readonly int _delaySteps;
    private readonly PresentBooks _books;
    private UpdateSchedule _schedule;
    // Runs ahead to the last update of the present group, whose due time releases the group; of use only with groups of several updates.
    private UpdateSchedule _ahead;
    private TapeCursor _cursor;
    private long _lastTradeId;
    private long _nextSnapshotNs;
    private RunStart _start;
    private SpacingMeter? _spacing;
    private OutlierRecorder _outliers = OutlierRecorder.Off;
    private long _outlierNs = long.MaxValue;
    private long _fullAtSequence = -1;
    private BackOffWait _wait;
    private ulong _delayState;
    private uint _answered;
    private long _nextAnswerNs;

    /// <param name="venue">Index of the venue.</param>
    /// <param name="venues">Number of venues, whose snapshots take turns.</param>
    /// <param name="tape">What it sends.</param>
    /// <param name="ring">Where to. Disposed with this object.</param>
    /// <param name="schedule">When.</param>
    /// <param name="groupSize">Updates that are released together: 1, or more in arrival mode burst.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="stop">Ends the wait for a full ring.</param>
    /// <param name="delaySteps">Of a planted <see cref="WriteDelay"/>; 0 = none.</param>
    public VenueFeed(int venue, int venues, VenueTape tape, RingWriter<MarketEvent> ring, UpdateSchedule schedule, int groupSize, Clock clock, StopSignal stop, int delaySteps = 0)
    {
        _delaySteps = delaySteps;
        (_tape, _ring, _records, _schedule, _groupSize, _clock, _stop) = (tape, ring, tape.Records, schedule, groupSize, clock, stop);
        _venue = (ushort)venue;
        _nextSnapshotNs = SnapshotPeriodNs + (SnapshotPeriodNs * venue / venues);
        _sequences = new long[tape.Books.Count];
        _firstInstrument = SimulatedVenues.InstrumentId(venue, 0, tape.Books.Count);
        _cursor = new TapeCursor(tape);
        _books = new PresentBooks(tape);
        _answered = ring.SnapshotRequests;
        _ahead = schedule;
        for (var i = 1; i < groupSize; i++)
            _ahead.Advance();
    }

    /// <summary>When the next group of updates is to be sent, in nanoseconds after the start; <see cref="long.MaxValue"/> = all was sent.</summary>
    public long ReleaseNs
    {
        get
        {
            // A last group that the end of the schedule leaves short goes with its first update.
            var groupNs = _groupSize == 1 ? long.MaxValue : _ahead.NextNs;
            return groupNs == long.MaxValue ? _schedule.NextNs : groupNs;
        }
    }

    /// <summary>Has the intervals between updates recorded.</summary>
    public void MeasureSpacing(SpacingMeter meter) => _spacing = meter;

    /// <param name="start">When the schedule starts.</param>
    /// <param name="outliers">Where slow writes are kept.</param>
    public void Begin(RunStart start, OutlierRecorder outliers) => (_start, _outliers, _outlierNs) = (start, outliers, outliers.WriteThresholdNs);

    /// <summary>Publishes every book as it is before the first update. Part of no phase: due just before the schedule starts.</summary>
    /// <returns>False if the run was stopped meanwhile.</returns>
    public bool SendFirstSnapshots(PacerTelemetry telemetry) => SendSnapshots(_tape.Snapshots, _start.OriginNs - 1, telemetry);

    /// <summary>
    /// Goes on where a writer that died would be now: the venue went on without it. Every book follows, as it is now; the updates
    /// until here are missing.
    /// </summary>
    /// <param name="telemetry">Where to record.</param>
    /// <param name="skipped">Updates that were due until now, whether the dead one had sent them or not.</param>
    /// <returns>False if the run was stopped meanwhile.</returns>
    public bool GoOnNow(PacerTelemetry telemetry, out long skipped)
    {
        skipped = 0;
        var nowNs = _clock.NowNs() - _start.OriginNs;
        for (; _schedule.NextNs < nowNs; skipped++)
        {
            ref readonly var first = ref _records[_cursor.Record];
            _sequences[first.Symbol]++;
            _lastTradeId += _schedule.NextIsTrade ? 1 : 0;
            _schedule.Advance();
            _cursor.Advance(first.UpdateEvents);
            if (_groupSize > 1)
                _ahead.Advance();
        }

        while (_nextSnapshotNs < nowNs)
            _nextSnapshotNs += SnapshotPeriodNs;
        return nowNs < 0 ? SendFirstSnapshots(telemetry) : SendPresentBooks(telemetry);
    }

    /// <summary>Sends every book as it is now if a reader has asked for it since the last time. Part of no phase.</summary>
    /// <returns>False if the run was stopped meanwhile.</returns>
    public bool AnswerRequests(PacerTelemetry telemetry) => _ring.SnapshotRequests == _answered || Answer(telemetry);

    /// <summary>Sends the next group of updates.</summary>
    /// <returns>False if the run was stopped while the ring was full.</returns>
    public bool SendGroup(PacerTelemetry telemetry)
    {
        for (var i = 0; i < _groupSize && _schedule.NextNs != long.MaxValue; i++)
        {
            if (_schedule.NextNs >= _nextSnapshotNs && _cursor.IsAtBase && !SendLaterSnapshots(telemetry))
                return false;
            if (!SendUpdate(telemetry))
                return false;
            if (_groupSize > 1)
                _ahead.Advance();
        }

        return true;
    }

    public void Dispose() => _ring.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SendUpdate(PacerTelemetry telemetry)
    {
        var dueNs = _schedule.NextNs;
        var intendedNs = _start.OriginNs + dueNs;
        var isTrade = _schedule.NextIsTrade;
        var first = _cursor.Record;
        int count = _records[first].UpdateEvents;
        var beforeNs = _clock.NowNs();
        if (_ring.TryClaim(count) != ClaimStatus.Claimed && !WaitForSpace(count, telemetry))
        {
            telemetry.Refused(dueNs, count);
            return false;
        }

        if (_delaySteps != 0)
            _delayState = WriteDelay.Spin(_delaySteps, _delayState);
        Fill(_records, first, count, intendedNs, UpdateStamp.Delay(beforeNs - intendedNs), isTrade);
        _ring.Publish(count);
        var afterNs = _clock.NowNs();
        telemetry.Sent(dueNs, beforeNs - intendedNs, afterNs - beforeNs, count, isTrade);
        if (afterNs - beforeNs >= _outlierNs)
            KeepOutlier(intendedNs, beforeNs, afterNs, _ring.Cursor - count);
        _spacing?.Add(dueNs, beforeNs);
        _schedule.Advance();
        _cursor.Advance(count);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(TapeRecord[] records, int first, int count, long intendedNs, uint delayNs, bool isTrade)
    {
        var stamp = Stamp(records[first].Symbol, intendedNs, delayNs, isTrade);
        for (var i = 0; i < count; i++)
            stamp.Fill(ref _ring[i], in records[first + i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private UpdateStamp Stamp(ushort symbol, long intendedNs, uint delayNs, bool isTrade) => new()
    {
        VenueTimeNs = intendedNs + _start.EpochOffsetNs,
        IntendedNs = intendedNs,
        PublishDelayNs = delayNs,
        VenueSequence = ++_sequences[symbol],
        TradeId = isTrade ? ++_lastTradeId : 0,
        InstrumentId = _firstInstrument + symbol,
        Venue = _venue,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepOutlier(long intendedNs, long startNs, long endNs, long sequence) =>
        _outliers.Write(intendedNs, startNs, endNs, _venue, sequence, waitedForSpace: _fullAtSequence == sequence);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool SendLaterSnapshots(PacerTelemetry telemetry)
    {
        _nextSnapshotNs += SnapshotPeriodNs;
        return SendSnapshots(_tape.Snapshots, _start.OriginNs + _schedule.NextNs, telemetry);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Answer(PacerTelemetry telemetry)
    {
        if (_clock.NowNs() < _nextAnswerNs)
            return true;
        _nextAnswerNs = _clock.NowNs() + AnswerPeriodNs;
        return SendPresentBooks(telemetry);
    }

    private bool SendPresentBooks(PacerTelemetry telemetry)
    {
        // Before the snapshot: a request that comes while it is sent gets another one.
        _answered = _ring.SnapshotRequests;
        return SendSnapshots(_books.At(in _cursor), _clock.NowNs(), telemetry);
    }

    // Neither trades nor book updates: counted as events, not as updates of a phase.
    private bool SendSnapshots(ReadOnlySpan<TapeRecord> records, long intendedNs, PacerTelemetry telemetry)
    {
        var firstSequence = _ring.Cursor;
        for (var first = 0; first < records.Length;)
        {
            var update = records.Slice(first, records[first].UpdateEvents);
            if (!SendSnapshot(update, intendedNs, telemetry))
                return false;
            first += update.Length;
        }

        _ring.MarkKeyframe(firstSequence);
        telemetry.SnapshotSent();
        return true;
    }

    // A deep book goes through a small ring in parts; only its last event is flagged, so that readers wait for the rest.
    private bool SendSnapshot(ReadOnlySpan<TapeRecord> update, long intendedNs, PacerTelemetry telemetry)
    {
        var stamp = Stamp(update[0].Symbol, intendedNs, UpdateStamp.Delay(_clock.NowNs() - intendedNs), isTrade: false);
        var longest = (int)Math.Min(_ring.Capacity / 2, update.Length);
        for (var sent = 0; sent < update.Length;)
        {
            var count = Math.Min(longest, update.Length - sent);
            if (_ring.TryClaim(count) != ClaimStatus.Claimed && !WaitForSpace(count, telemetry))
                return false;
            for (var i = 0; i < count; i++)
                stamp.Fill(ref _ring[i], in update[sent + i]);
            _ring.Publish(count);
            telemetry.SentOutsidePhases(count);
            sent += count;
        }

        return true;
    }

    // The schedule does not shift: what waits here is late, and its lag says so.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool WaitForSpace(int count, PacerTelemetry telemetry)
    {
        telemetry.RingWasFull();
        _fullAtSequence = _ring.Cursor;
        return _stop.ClaimUnlessSet(_ring, count, ref _wait);
    }
}
