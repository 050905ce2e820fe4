using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Benchmarks.Many;

/// <summary>Measures one arrangement of writer processes at a time; this process reads and checks every record. The files lie in a run directory and go with it.</summary>
internal sealed class ManyWritersBench(int firstCore, int secondCore, long durationNs) : IDisposable
{
    internal static readonly string[] Kinds = ["one writer, RingWriter", "one writer, MultiWriterRing", "two writers, MultiWriterRing"];

    private const int ClaimOfTheDead = 8;

    private readonly RunDirectory _run = new RunRegistry().Create($"many-{Environment.ProcessId}");
    private int _rings;
    private long _read;
    private bool _isStopping;
    private bool _isDisposed;

    internal double MillionsPerSecond(int kind, int batch)
    {
        var path = NextRing();
        var options = new RingOptions { Capacity = Schedule.RingCapacity };
        using MultiWriterRing<MarketEvent>? creator = kind == 0 ? null : MultiWriterRing<MarketEvent>.Create(path, "creator", options);
        if (kind == 0)
            RingWriter<MarketEvent>.Create(path, options).Dispose();
        using var reader = GatedReader<MarketEvent>.Attach(path, new ReaderOptions { Name = "bench" });
        var writers = new List<WriterProcess>();
        try
        {
            for (var i = 0; i < Math.Max(kind, 1); i++)
                writers.Add(new WriterProcess(kind == 0 ? WriterProgram.FloodAlone : WriterProgram.Flood, path, i, i == 0 ? firstCore : secondCore, batch, durationNs));
            writers.ForEach(w => w.WaitUntilReady());
            var reading = Task.Run(() => Read(reader, writers.Count));
            writers.ForEach(w => w.Go());
            var written = writers.Sum(w => w.Written());
            var end = new SpinWait();
            while (Volatile.Read(ref _read) < written && !reading.IsCompleted)
                end.SpinOnce();
            Volatile.Write(ref _isStopping, true);
            var (records, faults, millions) = reading.Result;
            return records == written && faults == 0
                ? millions
                : throw new IOException($"{Kinds[kind]}: {written:N0} records were written, {records:N0} read, {faults:N0} of them damaged or out of order.");
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }
    }

    /// <summary>From the signal that kills a writer between its claim and its publication, until a reader gets the record behind.</summary>
    internal double DelayOfAKilledWriterMs()
    {
        var path = NextRing();
        using var survivor = MultiWriterRing<MarketEvent>.Create(path, "survivor");
        using var reader = GatedReader<MarketEvent>.Attach(path, new ReaderOptions { Name = "bench" });
        using var doomed = new WriterProcess(WriterProgram.Claim, path, 1, firstCore, ClaimOfTheDead, durationNs);
        doomed.WaitUntilReady();
        survivor.TryPublish(default);
        var wait = default(BackOffWait);

        // The reader has waited for a while when it happens.
        for (var end = AbsoluteSleep.NowNs() + 50_000_000; AbsoluteSleep.NowNs() < end;)
        {
            if (reader.Available() != 0)
                throw new IOException("The reader got a record behind one that a living writer has claimed.");
            wait.Wait();
        }

        var killed = AbsoluteSleep.NowNs();
        doomed.Kill();
        while (reader.Available() == 0)
            wait.Wait();
        var delay = AbsoluteSleep.NowNs() - killed;
        return reader.Tombstones == ClaimOfTheDead ? delay / 1e6 : throw new IOException($"{reader.Tombstones} sequences were passed over, expected {ClaimOfTheDead}.");
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _run.Remove();
    }

    /// <summary>The rate is that between one lap and the last record: every page and line was touched.</summary>
    private (long Records, long Faults, double Millions) Read(GatedReader<MarketEvent> reader, int writers)
    {
        Volatile.Write(ref _read, 0);
        Volatile.Write(ref _isStopping, false);
        var expected = new long[writers];
        var wait = default(YieldWait);
        var catchUp = default(CatchUpPause);
        long records = 0, faults = 0, warm = 0, startNs = 0, lastNs = 0;
        while (true)
        {
            var events = reader.Peek(256);
            if (events.IsEmpty)
            {
                Volatile.Write(ref _read, records);
                if (Volatile.Read(ref _isStopping))
                    return (records, faults, (records - warm) * 1e3 / (lastNs - startNs));
                catchUp.After(0);
                wait.Wait();
                continue;
            }

            wait.Reset();
            foreach (ref readonly var record in events)
            {
                if (record.Venue >= writers || !Payload.IsIntact(in record, expected[record.Venue]++))
                    faults++;
            }

            records += events.Length;
            reader.Release(events.Length);
            catchUp.After(events.Length);
            lastNs = AbsoluteSleep.NowNs();
            if (startNs == 0 && records >= Schedule.WarmUpRecords)
                (warm, startNs) = (records, lastNs);
        }
    }

    private string NextRing() => _run.RingPath($"many{_rings++}");
}
