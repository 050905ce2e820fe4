using System.Diagnostics;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>
/// Measures a ring in its different shapes: with one or several processes beside the writer, records of several sizes, kinds of
/// pages. Every record is checked by whoever reads it. The files lie in a run directory and go with it.
/// </summary>
internal sealed class ShapeBench : IDisposable
{
    // Reading the clock for each record would cost as much as the record.
    private const int PublicationsPerClockReading = 4_096;

    private readonly RunDirectory _run;
    private readonly Clock _clock;
    private readonly int _writeCore;
    private readonly long _durationNs;
    private readonly List<Peer> _peers = [];
    private bool _isDisposed;

    /// <param name="baseDirectory">Where the rings lie; null for the default.</param>
    /// <param name="clock">Shared by all processes.</param>
    /// <param name="writeCore">The writer's core.</param>
    /// <param name="readCore">Everybody else's.</param>
    /// <param name="durationNs">Of each measurement.</param>
    internal ShapeBench(string? baseDirectory, Clock clock, int writeCore, int readCore, long durationNs)
    {
        (_clock, _writeCore, _durationNs) = (clock, writeCore, durationNs);
        _run = new RunRegistry(baseDirectory).Create($"shapes-{Environment.ProcessId}");
        for (var i = 0; i < 2; i++)
            _peers.Add(new Peer(new PeerSetup(readCore, clock.Calibration)));
    }

    /// <summary>Millions of records a second, as fast as it goes.</summary>
    internal double Flood<T>(int batch, long capacity, params ShapeRole[] roles)
        where T : unmanaged
    {
        var rate = 0.0;
        Measure<T>(new RingOptions { Capacity = capacity }, roles, writer => rate = Flood(writer, batch));
        return rate;
    }

    /// <summary>Percentiles of claim, fill, publish with the clock around them, at 200,000 records a second.</summary>
    internal Latency Paced<T>(params ShapeRole[] roles)
        where T : unmanaged
    {
        Latency? latency = null;
        Measure<T>(new RingOptions(), roles, writer => latency = Paced(writer));
        return latency!;
    }

    /// <summary>Milliseconds that creating a ring takes, and then nanoseconds a record of its first lap and of the next ones, written alone.</summary>
    internal (double CreateMs, double FirstLapNs, double LaterLapsNs) Start<T>(RingOptions options)
        where T : unmanaged =>
        PinnedThread.Run(_writeCore, () =>
        {
            var start = Stopwatch.GetTimestamp();
            using var writer = RingWriter<T>.Create(_run.RingPath("shape"), options);
            var created = Stopwatch.GetElapsedTime(start);
            var first = Lap(writer);
            return (created.TotalMilliseconds, first, Enumerable.Range(0, 3).Select(_ => Lap(writer)).Min());
        }).Result;

    /// <summary>Ends the other processes and removes all files. Any thread may call it, and more than once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _peers.ForEach(p => p.Dispose());
        _run.Remove();
    }

    private unsafe void Measure<T>(RingOptions options, ShapeRole[] roles, Action<RingWriter<T>> write)
        where T : unmanaged
    {
        var writer = RingWriter<T>.Create(_run.RingPath("shape"), options);
        try
        {
            for (var i = 0; i < roles.Length; i++)
                _peers[i].Begin(new PeerRequest(null, false, "", new ShapeRequest(roles[i], sizeof(T), writer.Path)));
            PinnedThread.Run(_writeCore, () =>
            {
                write(writer);
                return true;
            }).Wait();
        }
        finally
        {
            // Closed, the ring ends those who read it.
            writer.Dispose();
        }

        for (var i = 0; i < roles.Length; i++)
        {
            var received = _peers[i].End().Received!;
            if (received.Records != writer.Cursor || received.Faults > 0)
                throw new IOException($"{roles[i]}: {writer.Cursor:N0} records were written, {received.Records:N0} received or known as lost, {received.Faults:N0} damaged.");
        }
    }

    private double Flood<T>(RingWriter<T> writer, int batch)
        where T : unmanaged
    {
        var (measuredFrom, startNs, nowNs) = (0L, 0L, _clock.NowNs());
        for (var endNs = nowNs + _durationNs; nowNs < endNs;)
        {
            for (var i = 0; i < PublicationsPerClockReading; i++)
                Publish(writer, batch);
            nowNs = _clock.NowNs();

            // The first lap touches every page and line for the first time.
            if (startNs == 0 && writer.Cursor >= writer.Capacity)
                (measuredFrom, startNs, endNs) = (writer.Cursor, nowNs, nowNs + _durationNs);
        }

        return (writer.Cursor - measuredFrom) * 1e3 / (nowNs - startNs);
    }

    private Latency Paced<T>(RingWriter<T> writer)
        where T : unmanaged
    {
        var histogram = Latency.NewHistogram();
        var startNs = _clock.NowNs();
        for (long sequence = 0, end = Schedule.WarmUpRecords + _durationNs / Schedule.PeriodNs; sequence < end; sequence++)
        {
            while (_clock.NowNs() < startNs + sequence * Schedule.PeriodNs)
            {
            }

            var before = _clock.NowNs();
            Publish(writer, 1);
            var after = _clock.NowNs();
            if (sequence >= Schedule.WarmUpRecords)
                histogram.RecordValue(after - before);
        }

        return Latency.Of(histogram);
    }

    private double Lap<T>(RingWriter<T> writer)
        where T : unmanaged
    {
        var beforeNs = _clock.NowNs();
        for (var i = 0L; i < writer.Capacity; i++)
            Publish(writer, 1);
        return (_clock.NowNs() - beforeNs) / (double)writer.Capacity;
    }

    private static void Publish<T>(RingWriter<T> writer, int count)
        where T : unmanaged
    {
        while (writer.TryClaim(count) != ClaimStatus.Claimed)
        {
        }

        for (var i = 0; i < count; i++)
            Words.Fill(ref writer[i], writer.Cursor + i);
        writer.Publish(count);
    }
}
