namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>What the stages of a builder have in common.</summary>
internal sealed record StageSettings<T>(int MaxBatch, IStageExceptionHandler<T>? ExceptionHandler, IWriterChangeHandler? WriterChanges)
    where T : unmanaged;
