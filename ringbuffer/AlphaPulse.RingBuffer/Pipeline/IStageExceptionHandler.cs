namespace AlphaPulse.RingBuffer.Pipeline;

/// <summary>Decides what happens when a stage's handler throws.</summary>
/// <typeparam name="T">The record.</typeparam>
public interface IStageExceptionHandler<T>
    where T : unmanaged
{
    /// <summary>Called on the stage's thread.</summary>
    /// <param name="exception">What the handler threw.</param>
    /// <param name="data">The event it threw on.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="ring">Index of the ring.</param>
    /// <param name="sequence">The event's sequence.</param>
    /// <returns>True: the event counts as handled and the stage goes on. False: the stage halts before it, see <see cref="Pipeline{T}.Fault"/>.</returns>
    bool HandleEventException(Exception exception, in T data, string stage, int ring, long sequence);
}
