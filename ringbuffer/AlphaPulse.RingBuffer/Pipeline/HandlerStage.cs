using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>A stage closed over its handler: one loop without indirect calls; one release store a batch and ring.</summary>
internal sealed class HandlerStage<T, THandler> : Stage<T>
    where T : unmanaged
    where THandler : struct, IEventHandler<T>
{
    private readonly int _maxBatch;
    private readonly IStageExceptionHandler<T>? _exceptionHandler;
    private THandler _handler;

    internal HandlerStage(string name, GatedReader<T>[] readers, Stage<T>[] after, THandler handler, int maxBatch, IStageExceptionHandler<T>? exceptionHandler)
        : base(name, readers, after)
    {
        _handler = handler;
        _maxBatch = maxBatch;
        _exceptionHandler = exceptionHandler;
    }

    internal override int DoWork()
    {
        var handled = 0;
        var readers = Readers;
        for (var ring = 0; ring < readers.Length && Fault is null; ring++)
            handled += HandleBatch(readers[ring], ring);
        return handled;
    }

    private int HandleBatch(GatedReader<T> reader, int ring)
    {
        var first = reader.Position;
        var sequence = first;
        StageFault<T>? fault = null;
        var hasEvent = false;
        try
        {
            var count = Math.Min(reader.Available(), _maxBatch);
            if (count == 0)
            {
                if (reader.IsUpstreamGone)
                    HaltIfEventsWait(reader, ring);
                return 0;
            }

            hasEvent = true;
            for (var last = first + count - 1; sequence <= last; sequence++)
                _handler.OnEvent(in reader[sequence], ring, sequence, sequence == last);
        }
        catch (Exception e) when (hasEvent)
        {
            // The events before it are done with; the one that failed is, too, if the exception handler says so.
            fault = AskExceptionHandler(e, in reader[sequence], ring, sequence);
            if (fault is null)
                sequence++;
        }
        catch (RingException e)
        {
            Fault = new StageFault<T>(Name, ring, sequence, default, e);
            return 0;
        }

        reader.Release(sequence - first);
        if (fault is not null)
            Fault = fault;
        return (int)(sequence - first);
    }

    private StageFault<T>? AskExceptionHandler(Exception exception, in T data, int ring, long sequence)
    {
        try
        {
            return _exceptionHandler?.HandleEventException(exception, in data, Name, ring, sequence) == true
                ? null
                : new StageFault<T>(Name, ring, sequence, data, exception);
        }
        catch (Exception second)
        {
            return new StageFault<T>(Name, ring, sequence, data, new AggregateException("The exception handler failed, too.", exception, second));
        }
    }

    /// <summary>A reader before this one, in another process, has left: what it had not released never comes.</summary>
    private void HaltIfEventsWait(GatedReader<T> reader, int ring)
    {
        if (reader.Cursor > reader.Position && reader.Available() == 0)
            Fault = new StageFault<T>(Name, ring, reader.Position, default, new RingException(RingFault.NotFound, reader.Path, $"a reader before the stage '{Name}' has left the ring at {reader.Position:N0} or died; the writer waits for this stage. Start both again."));
    }
}
