using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Waiting;

namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>
/// Describes a directed acyclic graph of stages over one or many rings: each stage is a gated reader of every ring and stays
/// behind the stages named in <c>after</c>. Stages are attached in the order in which they are added.
/// </summary>
/// <remarks>Not thread-safe. If <see cref="Stage{THandler}(string, THandler, string[])"/> throws, dispose the builder to leave the rings joined so far.</remarks>
/// <typeparam name="T">The record.</typeparam>
public sealed class PipelineBuilder<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Events that a stage handles of one ring before it goes to the next: 256 records of 64 bytes stay in a 32 KiB cache for the stage behind.</summary>
    public const int DefaultMaxBatch = 256;

    private readonly IReadOnlyList<string> _rings;
    private readonly int _maxBatch;
    private readonly List<Stage<T>> _stages = [];
    private IStageExceptionHandler<T>? _exceptionHandler;
    private WaitKind? _wait;
    private IWriterChangeHandler? _writerChanges;
    private bool _takesOver;

    /// <summary>Starts a description.</summary>
    /// <param name="rings">The rings' directories; a ring's index here is what handlers are given.</param>
    /// <param name="maxBatch">Most events in a batch, at least 1.</param>
    /// <param name="exceptionHandler">Decides about exceptions of all stages, unless <see cref="HandleExceptionsWith"/> says otherwise; without one, a stage halts at its first.</param>
    public PipelineBuilder(IReadOnlyList<string> rings, int maxBatch = DefaultMaxBatch, IStageExceptionHandler<T>? exceptionHandler = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rings.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        _rings = rings;
        _maxBatch = maxBatch;
        _exceptionHandler = exceptionHandler;
    }

    /// <summary>Gives the stages that are added from here on an exception handler of their own.</summary>
    /// <param name="exceptionHandler">Decides about their exceptions; null: they halt at their first.</param>
    public PipelineBuilder<T> HandleExceptionsWith(IStageExceptionHandler<T>? exceptionHandler)
    {
        _exceptionHandler = exceptionHandler;
        return this;
    }

    /// <summary>Gives the stages that are added from here on a wait strategy of their own.</summary>
    /// <param name="wait">How their threads wait; null: as <see cref="Pipeline{T}.Start"/> says. Of the stages of one thread, the most eager one decides.</param>
    public PipelineBuilder<T> WaitWith(WaitKind? wait)
    {
        _wait = wait;
        return this;
    }

    /// <summary>Lets the stages that are added from here on say when a ring has another writer than before.</summary>
    /// <param name="writerChanges">Is told.</param>
    public PipelineBuilder<T> TellWriterChangesTo(IWriterChangeHandler writerChanges)
    {
        _writerChanges = writerChanges;
        return this;
    }

    /// <summary>Lets the stages that are added from here on go on where a dead process' stages of the same names stopped, see <see cref="ReaderOptions.TakeOver"/>.</summary>
    public PipelineBuilder<T> TakeOverDead()
    {
        _takesOver = true;
        return this;
    }

    /// <summary>Adds a stage that can be restarted, see <see cref="Pipeline{T}.Restart"/>, and joins all rings with it.</summary>
    /// <param name="name">As in the other form.</param>
    /// <param name="makeHandler">Makes its handler: now, and on the stage's thread when it is restarted.</param>
    /// <param name="after">As in the other form.</param>
    /// <inheritdoc cref="Stage{THandler}(string, THandler, string[])"/>
    public PipelineBuilder<T> Stage<THandler>(string name, Func<THandler> makeHandler, params string[] after)
        where THandler : struct, IEventHandler<T>
    {
        ArgumentNullException.ThrowIfNull(makeHandler);
        return Add(name, makeHandler(), makeHandler, after);
    }

    /// <summary>Adds a stage and joins all rings with it.</summary>
    /// <param name="name">Unique name; also the name of its readers in the rings' tables.</param>
    /// <param name="handler">What it does with each event; the stage keeps its own copy of the struct.</param>
    /// <param name="after">Stages, of this pipeline or of another process, that it stays behind. None: it follows the writer.</param>
    /// <exception cref="ArgumentException">The name is taken, or a stage to stay behind does not exist.</exception>
    /// <exception cref="Memory.RingException">A ring cannot be joined.</exception>
    public PipelineBuilder<T> Stage<THandler>(string name, THandler handler, params string[] after)
        where THandler : struct, IEventHandler<T> => Add(name, handler, makeHandler: null, after);

    /// <summary>Ends the description. The pipeline owns the stages from here on.</summary>
    /// <exception cref="InvalidOperationException">There is no stage.</exception>
    public Pipeline<T> Build()
    {
        if (_stages.Count == 0)
            throw new InvalidOperationException("A pipeline has at least one stage.");
        var pipeline = new Pipeline<T>([.. _stages]);
        _stages.Clear();
        return pipeline;
    }

    /// <summary>Leaves the rings joined by stages that were not built.</summary>
    public void Dispose()
    {
        _stages.ForEach(s => s.Dispose());
        _stages.Clear();
    }

    private PipelineBuilder<T> Add<THandler>(string name, THandler handler, Func<THandler>? makeHandler, string[] after)
        where THandler : struct, IEventHandler<T>
    {
        if (_stages.Exists(s => s.Name == name))
            throw new ArgumentException($"There is a stage '{name}' already.", nameof(name));
        var readers = new List<GatedReader<T>>();
        try
        {
            foreach (var ring in _rings)
                readers.Add(GatedReader<T>.Attach(ring, new ReaderOptions { Name = name, After = after, TakeOver = _takesOver }));
        }
        catch
        {
            readers.ForEach(r => r.Dispose());
            throw;
        }

        Stage<T>[] before = [.. _stages.Where(s => after.Contains(s.Name))];
        _stages.Add(new HandlerStage<T, THandler>(name, [.. readers], before, handler, makeHandler, new StageSettings<T>(_maxBatch, _exceptionHandler, _writerChanges)) { Wait = _wait, UpstreamCount = after.Length });
        return this;
    }
}
