using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Pipeline;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>The loops of the processes beside the writer, closed over the record. Each ends when the writer closes the ring.</summary>
internal static class ShapeReader
{
    // As the pipeline's stages do.
    private const int MaxBatch = PipelineBuilder<Record64>.DefaultMaxBatch;

    internal static Received Read<T>(ShapeRequest request, int core, Action ready)
        where T : unmanaged => request.Role switch
        {
            ShapeRole.GatedReader => ReadGated<T>(request.Path, ready),
            ShapeRole.ThreeStages => ReadInStages<T>(request.Path, core, ready),
            _ => Observe<T>(request.Path, ready),
        };

    private static Received ReadGated<T>(string path, Action ready)
        where T : unmanaged
    {
        using var reader = GatedReader<T>.Attach(path, new ReaderOptions { Name = $"bench-{Environment.ProcessId}" });
        ready();
        var wait = default(YieldWait);
        var catchUp = default(CatchUpPause);
        var faults = 0L;
        while (true)
        {
            var isClosed = reader.IsClosed;
            var records = reader.Peek(MaxBatch);
            catchUp.After(records.Length);
            if (records.IsEmpty)
            {
                if (isClosed)
                    return new Received(reader.Position, faults, 0, null);
                wait.Wait();
                continue;
            }

            wait.Reset();
            for (var i = 0; i < records.Length; i++)
                faults += Words.IsIntact(in records[i], reader.Position + i) ? 0 : 1;
            reader.Release(records.Length);
        }
    }

    private static Received ReadInStages<T>(string path, int core, Action ready)
        where T : unmanaged
    {
        long[][] counts = [new long[2], new long[2], new long[2]];
        using var view = RingInspector.Attach(path);
        using var builder = new PipelineBuilder<T>([path]);
        using var pipeline = builder.Stage("first", new CheckingHandler<T>(counts[0])).Stage("second", new CheckingHandler<T>(counts[1]), "first").Stage("third", new CheckingHandler<T>(counts[2]), "second").Build();
        pipeline.Start(1, WaitKind.Yield, () => Cores.Pin(core));
        ready();
        while (!view.Look().IsClosed)
            Thread.Sleep(1);
        if (!pipeline.DrainAndStop(TimeSpan.FromSeconds(10)))
            throw new IOException($"The stages did not handle everything: {pipeline.Fault?.Exception.Message ?? "too slow"}");
        return new Received(counts[2][0], counts.Sum(c => c[1]), 0, null);
    }

    private static Received Observe<T>(string path, Action ready)
        where T : unmanaged
    {
        using var observer = Observer<T>.Attach(path);
        ready();
        var wait = default(YieldWait);
        var catchUp = default(CatchUpPause);
        var (faults, batch) = (0L, 0);
        while (true)
        {
            var sequence = observer.Position;
            switch (observer.TryRead(out var record))
            {
                case ObserveStatus.Read:
                    faults += Words.IsIntact(in record, sequence) ? 0 : 1;
                    batch++;
                    break;
                case ObserveStatus.Empty:
                    catchUp.After(batch);
                    if (batch == 0)
                        wait.Wait();
                    batch = 0;
                    break;
                case ObserveStatus.Closed:
                    return new Received(observer.Delivered + observer.Lost, faults, 0, null);
            }
        }
    }
}
