namespace AlphaPulse.RingBuffer.Inspecting;

/// <summary>State of an entry of a ring's reader table.</summary>
public enum ReaderState
{
    /// <summary>Its reader is joining, or died at it: the writer does not see it yet.</summary>
    Joining = 1,

    /// <summary>Its reader has joined: the writer waits for it.</summary>
    Active = 2,
}
