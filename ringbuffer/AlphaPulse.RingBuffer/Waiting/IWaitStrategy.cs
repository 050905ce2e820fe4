namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// What a thread does when it found nothing to do. Implemented by mutable structs that are given as type parameters, so that a
/// loop closed over one has no indirect call. One thread uses an instance.
/// </summary>
public interface IWaitStrategy
{
    /// <summary>
    /// True once it has waited so long that a thread which can be woken had better block until it is. Who cannot be woken calls
    /// <see cref="Wait"/> all the same.
    /// </summary>
    bool ShouldBlock { get; }

    /// <summary>Nothing was found: wait a little, perhaps more at each call in a row.</summary>
    void Wait();

    /// <summary>Something was found: the next wait starts small again.</summary>
    void Reset();
}
