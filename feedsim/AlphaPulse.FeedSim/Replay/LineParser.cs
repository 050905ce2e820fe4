namespace AlphaPulse.FeedSim.Replay;

/// <summary>
/// One capture format. It is handed the lines of all files in order and puts updates on the tape. It sees whole lines
/// only, so it cannot depend on how the bytes came.
/// </summary>
internal abstract class LineParser : IAsyncDisposable
{
    /// <summary>Places where the source lost messages.</summary>
    public long Gaps { get; protected set; }

    /// <summary>Another file of the stream starts.</summary>
    public virtual void BeginFile(string path)
    {
    }

    /// <summary>Reads ahead what the next line needs from an oracle file.</summary>
    public virtual ValueTask PrepareAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Takes one line that is not blank.</summary>
    /// <exception cref="MalformedLineException">The line is not what the format demands; nothing but staged events was changed.</exception>
    /// <exception cref="System.Text.Json.JsonException">As above, where the format is JSON.</exception>
    public abstract void Accept(ReadOnlySpan<byte> line);

    /// <summary>The line that <see cref="Accept"/> has just refused is left out.</summary>
    public virtual void Skipped()
    {
    }

    /// <summary>The stream has ended; <paramref name="lastFile"/> is for faults that only the end shows.</summary>
    public virtual ValueTask CompleteAsync(string lastFile, CancellationToken cancellation) => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
