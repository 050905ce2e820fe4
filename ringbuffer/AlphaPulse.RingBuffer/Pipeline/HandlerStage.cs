using System.Runtime.CompilerServices;
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
    private readonly IWriterChangeHandler? _writerChanges;
    private readonly Func<THandler>? _makeHandler;
    private readonly uint[] _epochs;
    private THandler _handler;
    private volatile bool _mustRestart;

    // Events of the current batch that were handled; a field, so that it is known after an exception.
    private int _handled;

    /// <param name="name">Its name.</param>
    /// <param name="readers">One a ring.</param>
    /// <param name="after">The stages of the same pipeline that it stays behind.</param>
    /// <param name="handler">What it does.</param>
    /// <param name="makeHandler">Makes the handler of a restarted stage; null: it cannot be restarted.</param>
    /// <param name="settings">What it has in common with the builder's other stages.</param>
    internal HandlerStage(string name, GatedReader<T>[] readers, Stage<T>[] after, THandler handler, Func<THandler>? makeHandler, StageSettings<T> settings)
        : base(name, readers, after)
    {
        _handler = handler;
        _makeHandler = makeHandler;
        (_maxBatch, _exceptionHandler, _writerChanges) = (settings.MaxBatch, settings.ExceptionHandler, settings.WriterChanges);
        _epochs = [.. readers.Select(r => r.WriterEpoch)];
    }

    internal override bool CanRestart => _makeHandler is not null;

    internal override void RequestRestart() => _mustRestart = true;

    internal override int DoWork()
    {
        if (_mustRestart)
            Restart();
        var handled = 0;
        var readers = Readers;
        for (var ring = 0; ring < readers.Length && Fault is null; ring++)
            handled += HandleBatch(readers[ring], ring);
        return handled;
    }

    private int HandleBatch(GatedReader<T> reader, int ring)
    {
        var first = reader.Position;
        StageFault<T>? fault = null;
        var hasEvents = false;
        _handled = 0;
        try
        {
            var events = reader.Peek(_maxBatch);

            // Only now: looking may have passed over tombstones.
            first = reader.Position;

            // After the cursor: a writer raises the epoch before it publishes, so that its first record is never handled unannounced.
            if (reader.WriterEpoch != _epochs[ring])
                NoteWriterChange(reader, ring);
            if (events.IsEmpty)
            {
                if (reader.IsUpstreamGone)
                    HaltIfEventsWait(reader, ring);
                return 0;
            }

            hasEvents = true;
            HandleEvents(events, ring, first);
        }
        catch (Exception e) when (hasEvents)
        {
            // The events before it are done with; the one that failed is, too, if the exception handler says so.
            var failed = first + _handled;
            fault = AskExceptionHandler(e, in reader[failed], ring, failed);
            if (fault is null)
                _handled++;
        }
        catch (RingException e)
        {
            Fault = new StageFault<T>(Name, ring, first, default, e);
            return 0;
        }

        reader.Release(_handled);
        if (fault is not null)
            Fault = fault;
        return _handled;
    }

    /// <summary>The loop apart from the try block: variables that a catch block needs are kept in memory throughout their method.</summary>
    private void HandleEvents(ReadOnlySpan<T> events, int ring, long first)
    {
        for (var i = 0; i < events.Length; i++)
        {
            _handled = i;
            _handler.OnEvent(in events[i], ring, first + i, i == events.Length - 1);
        }

        _handled = events.Length;
    }

    /// <summary>On the stage's own thread, at the position that the one that failed had reached.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Restart()
    {
        _mustRestart = false;
        _handler = _makeHandler!();
        Fault = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteWriterChange(GatedReader<T> reader, int ring)
    {
        _epochs[ring] = reader.WriterEpoch;
        _writerChanges?.OnWriterChanged(Name, ring, _epochs[ring], reader.EpochStart);
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
