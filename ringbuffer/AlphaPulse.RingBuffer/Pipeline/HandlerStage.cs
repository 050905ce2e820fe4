using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>A stage closed over its handler: one loop without indirect calls; one release store a batch and ring.</summary>
internal sealed class HandlerStage<T, THandler> : Stage<T>
    where T : unmanaged
    where THandler : struct, IEventHandler<T>
{
    private readonly int _maxBatch;
    private readonly IStageExceptionHandler<T>? _exceptionHandler;
    private THandler _handler;

    internal HandlerStage(string name, GatedReader<T>[] readers, THandler handler, int maxBatch, IStageExceptionHandler<T>? exceptionHandler)
        : base(name, readers)
    {
        _handler = handler;
        _maxBatch = maxBatch;
        _exceptionHandler = exceptionHandler;
    }

    internal override int DoWork()
    {
        if (Fault is not null)
            return 0;
        var handled = 0;
        var readers = Readers;
        for (var ring = 0; ring < readers.Length; ring++)
            handled += HandleBatch(readers[ring], ring);
        return handled;
    }

    private int HandleBatch(GatedReader<T> reader, int ring)
    {
        var count = Math.Min(reader.Available(), _maxBatch);
        if (count == 0)
            return 0;
        var first = reader.Position;
        var sequence = first;
        try
        {
            for (var last = first + count - 1; sequence <= last; sequence++)
                _handler.OnEvent(in reader[sequence], ring, sequence, sequence == last);
        }
        catch (Exception e)
        {
            // The events before it are done with; the one that failed is, too, if the exception handler says so.
            var data = reader[sequence];
            if (_exceptionHandler?.HandleEventException(e, in data, Name, ring, sequence) == true)
                sequence++;
            else
                Fault = new StageFault<T>(Name, ring, sequence, data, e);
        }

        reader.Release(sequence - first);
        return (int)(sequence - first);
    }
}
