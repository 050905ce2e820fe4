namespace AlphaPulse.RingBuffer.Consuming;

/// <summary>Where an observer starts, and where it goes on after it was lapped.</summary>
public enum StartAt
{
    /// <summary>At the oldest record that is still intact; after a lap with a margin of an eighth of the ring, so that it is not lapped again at once.</summary>
    Oldest,

    /// <summary>At the next record that will be published.</summary>
    Latest,
}
